package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.schemas.v1.LeakState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one rack; each of its records changes it. Numbers lie in the object itself, so
 * that a record touches little memory.
 */
final class RackTrack {

    /** An on-alarm reading that covers less than this says nothing of rates. */
    static final long MIN_RATE_MILLIS = 500;

    private static final long[] NO_SLOTS = new long[0];

    private final String rackId;
    private final KeptReplicas replicas = new KeptReplicas();
    private long bootId;
    private long sequence;
    private long appendedAtMillis;
    private @Nullable BootTrail boots;

    private long intervalMillis;
    private long watts;
    private long wattsMax;
    private long energyJoules;
    private long capWatts;
    private long powerThrottleMillis;
    private long thermalThrottleMillis;
    private int supplyMilliCelsius;
    private int returnMilliCelsius;
    private int returnMilliCelsiusMax;
    private long flowMillilitersPerMinute;
    private long pressurePascals;
    private int accelerators;
    private long acceleratorWatts;
    private long acceleratorWattsMax;
    private int dieDeciCelsiusMax;
    private int dieDeciCelsiusMean;
    private int memoryDeciCelsiusMax;
    private int utilizationPermilleMean;
    private int withoutPower;
    private AcceleratorSet deadAccelerators = AcceleratorSet.ofMask();
    private int alarms;
    private long unpoweredSinceMillis;
    private int switchTraysUp;
    private LeakState leak = LeakState.LEAK_STATE_UNSPECIFIED;
    private List<Integer> leakingTrays = List.of();

    /** A rack's first record; what its replicas did before it is not known to be new. */
    RackTrack(String rackId, RackTelemetryDecoder first, long appendedAtMillis) {
        this.rackId = rackId;
        copy(first, appendedAtMillis);
        replicas.keep(first);
    }

    boolean isBefore(RackTelemetryDecoder record) {
        int newerBoot = Long.compareUnsigned(record.bootId, bootId);
        return newerBoot > 0
                || (newerBoot == 0 && Long.compareUnsigned(record.sequence, sequence) > 0);
    }

    /** Takes in a newer record, and writes down what it adds. */
    void take(
            RackTelemetryDecoder newer,
            long newAppendedAtMillis,
            RackAddition added,
            ServiceNames names) {
        added.clear();
        added.coveredMillis = coveredMillis(newer, newAppendedAtMillis);
        added.apartMillis = newAppendedAtMillis - appendedAtMillis;
        added.energyJoules =
                newer.energyJoules >= energyJoules
                        ? newer.energyJoules - energyJoules
                        : newer.energyJoules;
        noteBoot(newer, newAppendedAtMillis);
        copy(newer, newAppendedAtMillis);
        added.addReplicas(newer, replicas, names);
    }

    /** An older record, of which only the identity is kept. */
    void noteOlder(RackTelemetryDecoder older, long olderAppendedAtMillis) {
        noteBoot(older, olderAppendedAtMillis);
    }

    private void noteBoot(RackTelemetryDecoder record, long recordAppendedAtMillis) {
        if (boots == null && record.bootId != bootId) {
            boots = new BootTrail(bootId, sequence);
        }
        if (boots != null) {
            boots.note(record.bootId, record.sequence, recordAppendedAtMillis);
        }
    }

    /**
     * Consecutive records of one start lie one interval apart by the agent's measure, which is
     * finer than the broker's append times; otherwise the append times count.
     */
    private long coveredMillis(RackTelemetryDecoder newer, long newAppendedAtMillis) {
        boolean consecutive = newer.bootId == bootId && newer.sequence == sequence + 1;
        return consecutive && newer.intervalMillis > 0
                ? newer.intervalMillis
                : Math.max(0, newAppendedAtMillis - appendedAtMillis);
    }

    private void copy(RackTelemetryDecoder record, long newAppendedAtMillis) {
        bootId = record.bootId;
        sequence = record.sequence;
        appendedAtMillis = newAppendedAtMillis;
        intervalMillis = record.intervalMillis;
        watts = record.rackWatts;
        wattsMax = record.rackWattsMax;
        energyJoules = record.energyJoules;
        capWatts = record.capWatts;
        powerThrottleMillis = record.powerThrottleMillis;
        thermalThrottleMillis = record.thermalThrottleMillis;
        supplyMilliCelsius = record.supplyMilliCelsius;
        returnMilliCelsius = record.returnMilliCelsius;
        returnMilliCelsiusMax = record.returnMilliCelsiusMax;
        flowMillilitersPerMinute = record.flowMillilitersPerMinute;
        pressurePascals = record.coolantPressurePascals;
        accelerators = record.watts.count();
        acceleratorWatts = record.watts.sum();
        acceleratorWattsMax = record.wattsMax.max();
        dieDeciCelsiusMax = (int) record.dieDeciCelsiusMax.max();
        dieDeciCelsiusMean = (int) record.dieDeciCelsius.mean();
        memoryDeciCelsiusMax = (int) record.memoryDeciCelsius.max();
        utilizationPermilleMean = (int) record.utilizationPermille.mean();
        withoutPower = record.watts.zeros();
        if (!isUnpowered()) {
            unpoweredSinceMillis = appendedAtMillis;
        }
        alarms = record.alarms;
        boolean someAreDead = withoutPower > 0 && withoutPower < accelerators && !isUnpowered();
        deadAccelerators = AcceleratorSet.ofMask(someAreDead ? record.watts.zeroMask() : NO_SLOTS);
        switchTraysUp = record.switchTraysUp;
        leak = record.leak;
        leakingTrays = record.leakingTrayList();
    }

    String rackId() {
        return rackId;
    }

    long appendedAtMillis() {
        return appendedAtMillis;
    }

    long drawWatts() {
        return watts;
    }

    int dieDeciCelsiusMax() {
        return dieDeciCelsiusMax;
    }

    int memoryDeciCelsiusMax() {
        return memoryDeciCelsiusMax;
    }

    int alarms() {
        return alarms;
    }

    private boolean isUnpowered() {
        return (alarms & RackColumns.UNPOWERED) != 0;
    }

    /** Those that draw nothing while others of the rack draw power. */
    AcceleratorSet deadAccelerators() {
        return deadAccelerators;
    }

    /** For how long after a moment it has said that it is without power; 0: it doesn't now. */
    long unpoweredMillisAfter(long millis) {
        return isUnpowered()
                ? Math.max(0, appendedAtMillis - Math.max(millis, unpoweredSinceMillis))
                : 0;
    }

    LeakState leak() {
        return leak;
    }

    /** Trays with water, and one more for water at the bottom of the rack. */
    int leaks() {
        return leakingTrays.size() + (leak == LeakState.LEAK_STATE_RACK ? 1 : 0);
    }

    KeptReplicas replicas() {
        return replicas;
    }

    /** How often two sources were caught taking turns under this rack's identity. */
    long identityReturns() {
        return boots == null ? 0 : boots.returns();
    }

    /** The broker's clock when that was seen last; 0: never. */
    long identityReturnedAtMillis() {
        return boots == null ? 0 : boots.returnedAtMillis();
    }

    /** Writes the rack's entries of all columns. */
    void writeTo(RackColumns columns, int rack) {
        columns.heardAtMillis()[rack] = appendedAtMillis;
        columns.drawWatts()[rack] = watts;
        columns.drawMaxWatts()[rack] = wattsMax;
        columns.dieDeciCelsius()[rack] = dieDeciCelsiusMax;
        columns.memoryDeciCelsius()[rack] = memoryDeciCelsiusMax;
        columns.utilizationPermille()[rack] = utilizationPermilleMean;
        columns.supplyMilliCelsius()[rack] = supplyMilliCelsius;
        columns.returnMilliCelsius()[rack] = returnMilliCelsius;
        columns.flowMillilitersPerMinute()[rack] = flowMillilitersPerMinute;
        columns.capWatts()[rack] = capWatts;
        columns.leakingTrays()[rack] = leakingTrays.size();
        columns.rackLeak()[rack] = leak == LeakState.LEAK_STATE_RACK;
        columns.unpowered()[rack] = isUnpowered();
        columns.alarms()[rack] = alarms;
    }

    LiveRack toLiveRack() {
        List<ReplicaReading> readings = new ArrayList<>();
        List<ReplicaDelta> rates = new ArrayList<>();
        for (DecodedReplica replica : replicas.read()) {
            ReplicaReading reading = replica.toReading();
            rates.add(replicas.rate(readings.size(), reading.replicaId()));
            readings.add(reading);
        }
        return new LiveRack(
                toReading(readings),
                replicas.rateMillis() == 0
                        ? ReadingDelta.NONE
                        : new ReadingDelta(replicas.rateMillis(), rates),
                identityReturns(),
                identityReturnedAtMillis());
    }

    private RackReading toReading(List<ReplicaReading> readings) {
        return new RackReading(
                rackId,
                new Stamp(bootId, sequence, appendedAtMillis),
                intervalMillis,
                new PowerReading(
                        watts,
                        wattsMax,
                        energyJoules,
                        capWatts,
                        powerThrottleMillis,
                        thermalThrottleMillis),
                new CoolantReading(
                        supplyMilliCelsius,
                        returnMilliCelsius,
                        returnMilliCelsiusMax,
                        flowMillilitersPerMinute,
                        pressurePascals),
                new AcceleratorReading(
                        accelerators,
                        acceleratorWatts,
                        acceleratorWattsMax,
                        dieDeciCelsiusMax,
                        dieDeciCelsiusMean,
                        memoryDeciCelsiusMax,
                        utilizationPermilleMean,
                        withoutPower),
                leak,
                leakingTrays,
                switchTraysUp,
                alarms,
                readings);
    }
}
