package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Unsigned numbers of the wire as Java holds them. */
final class WireNumbers {

    private WireNumbers() {}

    /** A {@code uint32} as a {@code long}. */
    static long unsigned(CodedInputStream in) throws IOException {
        return Integer.toUnsignedLong(in.readUInt32());
    }

    /**
     * A counter of type {@code uint64}.
     *
     * @throws UnfitRecordException if it exceeds what a {@code long} holds, which no counter does
     */
    static long counter(CodedInputStream in, String field)
            throws IOException, UnfitRecordException {
        long value = in.readUInt64();
        if (value < 0) {
            throw new UnfitRecordException(
                    RejectCause.OUT_OF_RANGE,
                    field + " " + Long.toUnsignedString(value) + " exceeds " + Long.MAX_VALUE);
        }
        return value;
    }
}
