package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Sums up one column of {@code repeated uint32} while it is read, without keeping its entries. */
final class Column {

    private int count;
    private long sum;
    private long max;
    private int zeros;

    void clear() {
        count = 0;
        sum = 0;
        max = 0;
        zeros = 0;
    }

    /** Reads one field of the column, packed or single. */
    void read(CodedInputStream in, int tag) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int outer = in.pushLimit(in.readRawVarint32());
            while (!in.isAtEnd()) {
                add(Integer.toUnsignedLong(in.readUInt32()));
            }
            in.popLimit(outer);
        } else {
            add(Integer.toUnsignedLong(in.readUInt32()));
        }
    }

    private void add(long value) {
        count++;
        sum += value;
        max = Math.max(max, value);
        zeros += value == 0 ? 1 : 0;
    }

    int count() {
        return count;
    }

    long sum() {
        return sum;
    }

    /** The largest entry; 0 if there is none. */
    long max() {
        return max;
    }

    /** Entries that are zero. */
    int zeros() {
        return zeros;
    }

    /** The mean, rounded down; 0 if there is no entry. */
    long mean() {
        return count == 0 ? 0 : sum / count;
    }
}
