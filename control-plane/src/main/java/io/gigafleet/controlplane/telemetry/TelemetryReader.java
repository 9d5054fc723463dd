package io.gigafleet.controlplane.telemetry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a telemetry record into a checked reading, or says why not. Columns and
 * counters are integers on the wire, so a NaN can't be sent; what can't be is refused by {@link
 * ReadingLimits}. One reader serves one thread.
 */
public final class TelemetryReader {

    /** A record larger than this is refused unread; one of 256 accelerators has about 3 KiB. */
    public static final int MAX_RECORD_BYTES = 256 * 1024;

    private final RackTelemetryDecoder decoder = new RackTelemetryDecoder();

    /**
     * Reads one record.
     *
     * @param value the record's bytes, null for a record without a value
     */
    public ReadOutcome read(byte @Nullable [] value, RecordOrigin origin, RackRegistry registry) {
        if (value == null) {
            return new Rejected(RejectCause.UNREADABLE, "the record has no value");
        }
        if (value.length > MAX_RECORD_BYTES) {
            return new Rejected(
                    RejectCause.TOO_LARGE,
                    value.length + " bytes exceed the limit of " + MAX_RECORD_BYTES);
        }
        try {
            decoder.decode(value);
            ReadingLimits.check(decoder, origin, registry);
        } catch (IOException e) {
            return new Rejected(RejectCause.UNREADABLE, "not a RackTelemetry: " + e.getMessage());
        } catch (UnfitRecordException e) {
            return e.toRejected();
        }
        return new ReadOutcome.Accepted(reading(origin));
    }

    private RackReading reading(RecordOrigin origin) {
        return new RackReading(
                decoder.rackId,
                new Stamp(decoder.bootId, decoder.sequence, origin.appendedAtMillis()),
                decoder.intervalMillis,
                new PowerReading(
                        decoder.rackWatts,
                        decoder.rackWattsMax,
                        decoder.energyJoules,
                        decoder.capWatts,
                        decoder.powerThrottleMillis,
                        decoder.thermalThrottleMillis),
                new CoolantReading(
                        decoder.supplyMilliCelsius,
                        decoder.returnMilliCelsius,
                        decoder.returnMilliCelsiusMax,
                        decoder.flowMillilitersPerMinute,
                        decoder.coolantPressurePascals),
                accelerators(),
                decoder.leak,
                decoder.leakingTrays,
                decoder.switchTraysUp,
                decoder.alarms,
                decoder.replicas);
    }

    private AcceleratorReading accelerators() {
        return new AcceleratorReading(
                decoder.watts.count(),
                decoder.watts.sum(),
                decoder.wattsMax.max(),
                (int) decoder.dieDeciCelsiusMax.max(),
                (int) decoder.dieDeciCelsius.mean(),
                (int) decoder.memoryDeciCelsius.max(),
                (int) decoder.utilizationPermille.mean(),
                decoder.watts.zeros());
    }
}
