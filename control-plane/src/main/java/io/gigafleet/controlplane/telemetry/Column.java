package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.BitSet;

/** Sums up one column of {@code repeated uint32} while it is read, without keeping its entries. */
final class Column {

    private int count;
    private long sum;
    private long max;
    private final BitSet zeros = new BitSet();

    void clear() {
        count = 0;
        sum = 0;
        max = 0;
        zeros.clear();
    }

    /** Reads one packed piece of the column, up to the reader's end. */
    void readPacked(WireReader in) throws InvalidProtocolBufferException {
        int outer = in.enter();
        while (!in.isAtEnd()) {
            if (!readLanes(in)) {
                add(in.readUnsigned32());
            }
        }
        in.leave(outer);
    }

    /** Reads varints of two bytes, four at a time; false if the next four are not all such. */
    private boolean readLanes(WireReader in) {
        byte[] bytes = in.bytes();
        int from = in.at();
        int last = in.end() - PackedLanes.STEP_BYTES;
        int at = from;
        long evenSum = 0;
        long oddSum = 0;
        long largest = 0;
        while (at <= last) {
            long eight = PackedLanes.read(bytes, at);
            if (!PackedLanes.areTwoByteVarints(eight)) {
                break;
            }
            long lanes = PackedLanes.decode(eight);
            if (PackedLanes.zeros(lanes) > 0) {
                break;
            }
            evenSum += PackedLanes.evenLanes(lanes);
            oddSum += PackedLanes.oddLanes(lanes);
            largest = PackedLanes.max(largest, lanes);
            at += PackedLanes.STEP_BYTES;
        }
        if (at == from) {
            return false;
        }
        count += (at - from) / 2;
        sum += PackedLanes.sumOfHalves(evenSum) + PackedLanes.sumOfHalves(oddSum);
        max = Math.max(max, PackedLanes.largest(largest));
        in.moveTo(at);
        return true;
    }

    /** Counts the entries of one packed piece of a column of which no more is wanted. */
    void countPacked(WireReader in) throws InvalidProtocolBufferException {
        int outer = in.enter();
        byte[] bytes = in.bytes();
        int at = in.at();
        int end = in.end();
        if (at < end && bytes[end - 1] < 0) {
            throw new InvalidProtocolBufferException("a column ends within a number");
        }
        for (; at <= end - PackedLanes.STEP_BYTES; at += PackedLanes.STEP_BYTES) {
            count += PackedLanes.varintEnds(PackedLanes.read(bytes, at));
        }
        for (; at < end; at++) {
            count += bytes[at] >= 0 ? 1 : 0;
        }
        in.leave(outer);
    }

    /** Takes an entry that was not packed. */
    void add(long value) {
        if (value == 0) {
            zeros.set(count);
        }
        count++;
        sum += value;
        max = Math.max(max, value);
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

    /** How many entries are zero. */
    int zeros() {
        return zeros.cardinality();
    }

    /** Which entries are zero, as a mask. */
    long[] zeroMask() {
        return zeros.toLongArray();
    }

    /** The mean, rounded down; 0 if there is no entry. */
    long mean() {
        return count == 0 ? 0 : sum / count;
    }
}
