package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LatencyCounts;
import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackReadings;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.util.BitSet;
import java.util.List;

/**
 * Writes racks' readings as telemetry records, columns packed, straight into wire format: a site of
 * 7,000 racks writes as many records a second, and messages made of objects would cost several
 * times what it takes to simulate them. {@code TelemetryWriterTest} holds it to what generated code
 * writes. One for all racks of a thread.
 */
final class TelemetryWriter {

    private final WireBuffer out = new WireBuffer();
    private int[] column = new int[0];

    /**
     * What a record says beside the simulation's readings.
     *
     * @param energyBeforeJoules the meter when the simulation began
     * @param capWatts the cap in force; 0: none
     * @param alarms those that stand
     */
    record Stamp(
            String rackId,
            long bootId,
            long sequence,
            long sampledAtEpochMillis,
            int intervalMillis,
            long energyBeforeJoules,
            long capWatts,
            RackAlarms alarms) {}

    /** One {@link RackTelemetry}. */
    byte[] write(RackSimulation rack, Stamp stamp) {
        out.clear();
        out.text(RackTelemetry.RACK_ID_FIELD_NUMBER, stamp.rackId());
        out.number(RackTelemetry.BOOT_ID_FIELD_NUMBER, stamp.bootId());
        out.number(RackTelemetry.SEQUENCE_FIELD_NUMBER, stamp.sequence());
        out.number(RackTelemetry.SAMPLED_AT_EPOCH_MS_FIELD_NUMBER, stamp.sampledAtEpochMillis());
        out.number(RackTelemetry.INTERVAL_MS_FIELD_NUMBER, stamp.intervalMillis());
        accelerators(rack.readings(), rack.sku().accelerators());
        rack(rack, stamp);
        List<ReplicaSimulation> replicas = rack.replicas();
        for (int i = 0; i < replicas.size(); i++) {
            replica(replicas.get(i));
        }
        return out.toBytes();
    }

    private void accelerators(RackReadings readings, int count) {
        if (column.length < count) {
            column = new int[count];
        }
        int[] values = column;
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.acceleratorWatts(slot));
        }
        out.column(RackTelemetry.ACCELERATOR_WATTS_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.acceleratorMaxWatts(slot));
        }
        out.column(RackTelemetry.ACCELERATOR_WATTS_MAX_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.dieCelsius(slot) * 10);
        }
        out.column(RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.dieMaxCelsius(slot) * 10);
        }
        out.column(RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_MAX_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.memoryCelsius(slot) * 10);
        }
        out.column(RackTelemetry.ACCELERATOR_MEMORY_DECI_CELSIUS_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.utilization(slot) * 1_000);
        }
        out.column(RackTelemetry.ACCELERATOR_UTILIZATION_PERMILLE_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.clock(slot) * 1_000);
        }
        out.column(RackTelemetry.ACCELERATOR_CLOCK_PERMILLE_FIELD_NUMBER, values, count);
        for (int slot = 0; slot < count; slot++) {
            values[slot] = rounded(readings.memoryUsedMebibytes(slot));
        }
        out.column(RackTelemetry.ACCELERATOR_MEMORY_USED_MIB_FIELD_NUMBER, values, count);
    }

    private void rack(RackSimulation rack, Stamp stamp) {
        RackReadings readings = rack.readings();
        out.number(RackTelemetry.RACK_WATTS_FIELD_NUMBER, rounded(readings.rackWatts()));
        out.number(RackTelemetry.RACK_WATTS_MAX_FIELD_NUMBER, rounded(readings.rackMaxWatts()));
        out.number(
                RackTelemetry.RACK_ENERGY_JOULES_FIELD_NUMBER,
                stamp.energyBeforeJoules() + (long) rack.energyJoules());
        out.signed(
                RackTelemetry.SUPPLY_MILLI_CELSIUS_FIELD_NUMBER,
                rounded(readings.supplyCelsius() * 1_000));
        out.signed(
                RackTelemetry.RETURN_MILLI_CELSIUS_FIELD_NUMBER,
                rounded(readings.returnCelsius() * 1_000));
        out.signed(
                RackTelemetry.RETURN_MILLI_CELSIUS_MAX_FIELD_NUMBER,
                rounded(readings.returnMaxCelsius() * 1_000));
        out.number(
                RackTelemetry.FLOW_MILLILITERS_PER_MINUTE_FIELD_NUMBER,
                rounded(readings.measuredFlowLitersPerMinute() * 1_000));
        out.number(RackTelemetry.CAP_WATTS_FIELD_NUMBER, (int) stamp.capWatts());
        out.number(RackTelemetry.POWER_THROTTLE_MS_FIELD_NUMBER, (int) rack.powerThrottleMillis());
        out.number(
                RackTelemetry.THERMAL_THROTTLE_MS_FIELD_NUMBER, (int) rack.thermalThrottleMillis());
        leak(rack.leak());
        out.number(
                RackTelemetry.COOLANT_PRESSURE_PASCALS_FIELD_NUMBER,
                rounded(readings.pressurePascals()));
        out.number(RackTelemetry.SWITCH_TRAYS_UP_FIELD_NUMBER, readings.switchTraysUp());
        alarms(stamp.alarms());
    }

    private void leak(LeakState leak) {
        out.number(RackTelemetry.LEAK_FIELD_NUMBER, WireWords.leak(leak).getNumber());
        if (leak instanceof LeakState.Trays wet) {
            BitSet trays = wet.trays();
            int[] numbers = trays.stream().toArray();
            out.column(RackTelemetry.LEAKING_TRAYS_FIELD_NUMBER, numbers, numbers.length);
        }
    }

    private void alarms(RackAlarms alarms) {
        int left = alarms.bits();
        if (left != 0) {
            int start = out.begin(RackTelemetry.ALARMS_FIELD_NUMBER);
            out.room(Integer.SIZE);
            for (; left != 0; left &= left - 1) {
                out.varint(Integer.numberOfTrailingZeros(left));
            }
            out.end(start);
        }
    }

    private void replica(ReplicaSimulation replica) {
        int start = out.begin(RackTelemetry.REPLICAS_FIELD_NUMBER);
        out.text(ReplicaTelemetry.REPLICA_ID_FIELD_NUMBER, replica.plan().id());
        out.number(
                ReplicaTelemetry.PHASE_FIELD_NUMBER, WireWords.phase(replica.phase()).getNumber());
        out.number(ReplicaTelemetry.REQUESTS_FIELD_NUMBER, replica.requests());
        out.number(ReplicaTelemetry.INPUT_TOKENS_FIELD_NUMBER, replica.inputTokens());
        out.number(ReplicaTelemetry.OUTPUT_TOKENS_FIELD_NUMBER, replica.outputTokens());
        out.number(ReplicaTelemetry.QUEUED_REQUESTS_FIELD_NUMBER, replica.queuedRequests());
        out.number(ReplicaTelemetry.RUNNING_REQUESTS_FIELD_NUMBER, replica.runningRequests());
        out.number(ReplicaTelemetry.REQUESTS_REJECTED_FIELD_NUMBER, replica.rejected());
        histogram(ReplicaTelemetry.TIME_TO_FIRST_TOKEN_FIELD_NUMBER, replica.timeToFirstToken());
        histogram(
                ReplicaTelemetry.TIME_PER_OUTPUT_TOKEN_FIELD_NUMBER, replica.timePerOutputToken());
        out.end(start);
    }

    /** One {@link io.gigafleet.schemas.v1.LatencyHistogram}; an empty one, too, is said. */
    private void histogram(int field, LatencyCounts counts) {
        int start = out.begin(field);
        if (!counts.isEmpty()) {
            out.number(
                    io.gigafleet.schemas.v1.LatencyHistogram.FIRST_BUCKET_FIELD_NUMBER,
                    counts.firstBucket());
            int column = out.begin(io.gigafleet.schemas.v1.LatencyHistogram.COUNTS_FIELD_NUMBER);
            out.room(10 * (counts.lastBucket() - counts.firstBucket() + 1));
            for (int bucket = counts.firstBucket(); bucket <= counts.lastBucket(); bucket++) {
                out.varint(counts.count(bucket));
            }
            out.end(column);
        }
        out.end(start);
    }

    private static int rounded(double value) {
        return (int) Math.round(value);
    }
}
