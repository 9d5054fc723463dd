package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.v1.LatencyHistogram;
import java.util.Arrays;

/**
 * The counts of one {@link LatencyHistogram} as they were read; filled anew for each record. Counts
 * beyond {@code length} are left over from before.
 */
final class DecodedHistogram {

    private final long[] counts = new long[LatencyBuckets.COUNT];
    private int firstBucket;
    private int length;

    void clear() {
        firstBucket = 0;
        length = 0;
    }

    /** Reads the message that begins here, with its length before it. */
    void read(WireReader in, String field)
            throws InvalidProtocolBufferException, UnfitRecordException {
        int outer = in.enter();
        long first = firstBucket;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case LatencyHistogram.FIRST_BUCKET_FIELD_NUMBER << 3 -> first = in.readUnsigned32();
                case LatencyHistogram.COUNTS_FIELD_NUMBER << 3
                                | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                        readPacked(in, field);
                case LatencyHistogram.COUNTS_FIELD_NUMBER << 3 ->
                        keep(in.readCounter(field), field);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        if (first + length > counts.length) {
            throw tooManyBuckets(field, first + length);
        }
        firstBucket = (int) first;
    }

    private void readPacked(WireReader in, String field)
            throws InvalidProtocolBufferException, UnfitRecordException {
        int outer = in.enter();
        int from = length;
        length = in.readVarints(counts, from);
        if (!in.isAtEnd()) {
            throw tooManyBuckets(field, length + 1L);
        }
        in.leave(outer);
        long negative = 0;
        for (int index = from; index < length; index++) {
            negative |= counts[index];
        }
        if (negative < 0) {
            throw new UnfitRecordException(
                    RejectCause.OUT_OF_RANGE, field + " has a count beyond " + Long.MAX_VALUE);
        }
    }

    private void keep(long count, String field) throws UnfitRecordException {
        if (length == counts.length) {
            throw tooManyBuckets(field, length + 1L);
        }
        counts[length++] = count;
    }

    private static UnfitRecordException tooManyBuckets(String field, long end) {
        return new UnfitRecordException(
                RejectCause.OUT_OF_RANGE,
                field + " reaches bucket " + (end - 1) + " of " + LatencyBuckets.COUNT);
    }

    LatencyCounts toCounts() {
        return LatencyCounts.of(firstBucket, Arrays.copyOf(counts, length));
    }

    int firstBucket() {
        return firstBucket;
    }

    /** Buckets from the first one on that were sent. */
    int length() {
        return length;
    }

    /** The counts; only the first {@link #length} of them belong to this record. */
    long[] counts() {
        return counts;
    }

    /** The count of one bucket; 0 outside the range sent. */
    long count(int bucket) {
        int index = bucket - firstBucket;
        return index < 0 || index >= length ? 0 : counts[index];
    }
}
