package io.gigafleet.controlplane.telemetry;

import java.nio.ByteBuffer;

/** What a telemetry record must satisfy before anything believes it. */
final class ReadingLimits {

    /** Power beyond this multiple of the SKU's peak is a broken sensor, not a load. */
    static final long MAX_PEAK_MULTIPLE = 2;

    static final int MIN_MILLI_CELSIUS = -20_000;
    static final int MAX_MILLI_CELSIUS = 150_000;
    static final int MAX_DECI_CELSIUS = MAX_MILLI_CELSIUS / 100;
    static final long MAX_PERMILLE = 1_000;

    /** How far the agent's clock may run ahead of the broker's. */
    static final long MAX_AHEAD_MILLIS = 5 * 60_000;

    private ReadingLimits() {}

    /**
     * Checks a decoded record.
     *
     * @return the index of its rack
     * @throws UnfitRecordException if it can't be
     */
    static int check(RackTelemetryDecoder record, ArrivedRecord arrived, RackRegistry registry)
            throws UnfitRecordException {
        int rack = registry.indexOf(record.bytes, record.rackIdFrom, record.rackIdTo);
        if (rack < 0) {
            throw new UnfitRecordException(
                    RejectCause.UNKNOWN_RACK,
                    "rack '" + record.rackId() + "' is not in the plane's site; apply it first");
        }
        checkKey(record, arrived);
        checkClock(record.sampledAtMillis, arrived.appendedAtMillis());
        RackLimits limits = registry.rack(rack).limits();
        checkColumns(record, limits);
        checkPower(record, limits);
        checkTemperatures(record);
        checkReplicas(record, limits);
        return rack;
    }

    private static void checkKey(RackTelemetryDecoder record, ArrivedRecord arrived)
            throws UnfitRecordException {
        ByteBuffer key = arrived.key();
        int from = key.arrayOffset() + key.position();
        if (!record.isRackIdAt(key.array(), from, from + key.remaining())) {
            throw new UnfitRecordException(
                    RejectCause.WRONG_KEY,
                    "rack_id '" + record.rackId() + "' under key '" + arrived.keyText() + "'");
        }
    }

    private static void checkClock(long sampledAtMillis, long appendedAtMillis)
            throws UnfitRecordException {
        if (sampledAtMillis < 0 || sampledAtMillis - appendedAtMillis > MAX_AHEAD_MILLIS) {
            throw new UnfitRecordException(
                    RejectCause.FROM_THE_FUTURE,
                    "sampled_at_epoch_ms "
                            + Long.toUnsignedString(sampledAtMillis)
                            + " is more than "
                            + MAX_AHEAD_MILLIS
                            + " ms after the broker's "
                            + appendedAtMillis
                            + "; check the agent host's clock");
        }
    }

    private static void checkColumns(RackTelemetryDecoder record, RackLimits limits)
            throws UnfitRecordException {
        checkColumn("accelerator_watts", record.watts, limits);
        checkColumn("accelerator_watts_max", record.wattsMax, limits);
        checkColumn("accelerator_die_deci_celsius", record.dieDeciCelsius, limits);
        checkColumn("accelerator_die_deci_celsius_max", record.dieDeciCelsiusMax, limits);
        checkColumn("accelerator_memory_deci_celsius", record.memoryDeciCelsius, limits);
        checkColumn("accelerator_utilization_permille", record.utilizationPermille, limits);
        checkColumn("accelerator_clock_permille", record.clockPermille, limits);
        checkColumn("accelerator_memory_used_mib", record.memoryUsedMebibytes, limits);
    }

    private static void checkColumn(String field, Column column, RackLimits limits)
            throws UnfitRecordException {
        if (column.count() != limits.accelerators()) {
            throw new UnfitRecordException(
                    RejectCause.WRONG_COLUMNS,
                    field
                            + " has "
                            + column.count()
                            + " entries, the rack's SKU has "
                            + limits.accelerators()
                            + " accelerators");
        }
    }

    private static void checkPower(RackTelemetryDecoder record, RackLimits limits)
            throws UnfitRecordException {
        long maxRackWatts = MAX_PEAK_MULTIPLE * limits.peakWatts();
        long maxWatts = MAX_PEAK_MULTIPLE * limits.acceleratorPeakWatts();
        checkRange("rack_watts", record.rackWatts, 0, maxRackWatts);
        checkRange("rack_watts_max", record.rackWattsMax, 0, maxRackWatts);
        checkRange("accelerator_watts", record.watts.max(), 0, maxWatts);
        checkRange("accelerator_watts_max", record.wattsMax.max(), 0, maxWatts);
        checkRange("rack_energy_joules", record.energyJoules, 0, Long.MAX_VALUE);
        checkRange(
                "accelerator_utilization_permille",
                record.utilizationPermille.max(),
                0,
                MAX_PERMILLE);
    }

    private static void checkTemperatures(RackTelemetryDecoder record) throws UnfitRecordException {
        checkDie("accelerator_die_deci_celsius", record.dieDeciCelsius);
        checkDie("accelerator_die_deci_celsius_max", record.dieDeciCelsiusMax);
        checkDie("accelerator_memory_deci_celsius", record.memoryDeciCelsius);
        checkCoolant("supply_milli_celsius", record.supplyMilliCelsius);
        checkCoolant("return_milli_celsius", record.returnMilliCelsius);
        checkCoolant("return_milli_celsius_max", record.returnMilliCelsiusMax);
    }

    private static void checkDie(String field, Column column) throws UnfitRecordException {
        checkRange(field, column.max(), 0, MAX_DECI_CELSIUS);
    }

    /** Coolant temperature within what a sensor of a loop can see, in thousandths of °C. */
    static void checkCoolant(String field, int milliCelsius) throws UnfitRecordException {
        checkRange(field, milliCelsius, MIN_MILLI_CELSIUS, MAX_MILLI_CELSIUS);
    }

    private static void checkReplicas(RackTelemetryDecoder record, RackLimits limits)
            throws UnfitRecordException {
        checkRange("replicas", record.replicaCount(), 0, limits.accelerators());
        for (int index = 0; index < record.replicaCount(); index++) {
            if (!record.replica(index).hasId()) {
                throw new UnfitRecordException(
                        RejectCause.OUT_OF_RANGE, "a replica has no replica_id");
            }
        }
    }

    static void checkRange(String field, long value, long from, long to)
            throws UnfitRecordException {
        if (value < from || value > to) {
            throw new UnfitRecordException(
                    RejectCause.OUT_OF_RANGE,
                    field + " " + value + " is outside " + from + " to " + to);
        }
    }
}
