package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;

/**
 * Reads the bytes of a telemetry record and checks them, or says why not. Columns and counters are
 * integers on the wire, so a NaN can't be sent; what can't be is refused by {@link ReadingLimits}.
 * One reader serves one thread.
 */
final class TelemetryReader {

    /** A record larger than this is refused unread; one of 256 accelerators has about 3 KiB. */
    static final int MAX_RECORD_BYTES = 256 * 1024;

    private final RackTelemetryDecoder decoder = new RackTelemetryDecoder();

    /** What was read last, if it was fit; until the next one is read. */
    RackTelemetryDecoder decoded() {
        return decoder;
    }

    /**
     * Reads one record.
     *
     * @return the index of its rack
     * @throws UnfitRecordException if it can't be read or can't be
     */
    int read(ArrivedRecord arrived, RackRegistry registry) throws UnfitRecordException {
        ByteBuffer value = arrived.value();
        if (value == null) {
            throw new UnfitRecordException(RejectCause.UNREADABLE, "the record has no value");
        }
        int length = value.remaining();
        if (length > MAX_RECORD_BYTES) {
            throw new UnfitRecordException(
                    RejectCause.TOO_LARGE,
                    length + " bytes exceed the limit of " + MAX_RECORD_BYTES);
        }
        int from = value.arrayOffset() + value.position();
        try {
            decoder.decode(value.array(), from, from + length);
        } catch (InvalidProtocolBufferException e) {
            throw new UnfitRecordException(
                    RejectCause.UNREADABLE, "not a RackTelemetry: " + e.getMessage());
        }
        return ReadingLimits.check(decoder, arrived, registry);
    }
}
