package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.LeakState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of one rack; each of its records changes it. */
final class RackTrack {

    /** An on-alarm reading that covers less than this says nothing of rates. */
    static final long MIN_RATE_MILLIS = 500;

    private static final ReplicaTrack[] NO_REPLICAS = new ReplicaTrack[0];

    private final String rackId;
    private final BootTrail boots;
    private Stamp stamp;
    private long intervalMillis;
    private PowerReading power;
    private CoolantReading coolant;
    private AcceleratorReading accelerators;
    private LeakState leak;
    private List<Integer> leakingTrays;
    private int switchTraysUp;
    private int alarms;
    private ReplicaTrack[] replicas = NO_REPLICAS;
    private long rateMillis;

    /** A rack's first record; what its replicas did before it is not known to be new. */
    RackTrack(String rackId, RackTelemetryDecoder first, long appendedAtMillis) {
        this.rackId = rackId;
        this.boots = new BootTrail(first.bootId, first.sequence);
        this.stamp = new Stamp(first.bootId, first.sequence, appendedAtMillis);
        this.intervalMillis = first.intervalMillis;
        this.power = first.power();
        this.coolant = first.coolant();
        this.accelerators = first.accelerators();
        this.leak = first.leak;
        this.leakingTrays = first.leakingTrayList();
        this.switchTraysUp = first.switchTraysUp;
        this.alarms = first.alarms;
        arrangeReplicas(first);
        for (int index = 0; index < replicas.length; index++) {
            replicas[index].keep(first.replica(index));
        }
    }

    boolean isBefore(RackTelemetryDecoder record) {
        int newerBoot = Long.compareUnsigned(record.bootId, stamp.bootId());
        return newerBoot > 0
                || (newerBoot == 0 && Long.compareUnsigned(record.sequence, stamp.sequence()) > 0);
    }

    /** Takes in a newer record, and writes down what it adds. */
    void take(RackTelemetryDecoder newer, long appendedAtMillis, RackAddition added) {
        added.clear();
        added.coveredMillis = coveredMillis(newer, appendedAtMillis);
        added.apartMillis = appendedAtMillis - stamp.appendedAtMillis();
        added.energyJoules =
                newer.energyJoules >= power.energyJoules()
                        ? newer.energyJoules - power.energyJoules()
                        : newer.energyJoules;
        boots.note(newer.bootId, newer.sequence, appendedAtMillis);
        stamp = new Stamp(newer.bootId, newer.sequence, appendedAtMillis);
        intervalMillis = newer.intervalMillis;
        power = newer.power();
        coolant = newer.coolant();
        accelerators = newer.accelerators();
        leak = newer.leak;
        leakingTrays = newer.leakingTrayList();
        switchTraysUp = newer.switchTraysUp;
        alarms = newer.alarms;
        takeReplicas(newer, added);
    }

    /**
     * Consecutive records of one start lie one interval apart by the agent's measure, which is
     * finer than the broker's append times; otherwise the append times count.
     */
    private long coveredMillis(RackTelemetryDecoder newer, long appendedAtMillis) {
        boolean consecutive =
                newer.bootId == stamp.bootId() && newer.sequence == stamp.sequence() + 1;
        return consecutive && newer.intervalMillis > 0
                ? newer.intervalMillis
                : Math.max(0, appendedAtMillis - stamp.appendedAtMillis());
    }

    private void takeReplicas(RackTelemetryDecoder newer, RackAddition added) {
        arrangeReplicas(newer);
        boolean tellsRates = added.coveredMillis >= MIN_RATE_MILLIS;
        for (int index = 0; index < replicas.length; index++) {
            ReplicaAddition addition = added.next();
            replicas[index].take(newer.replica(index), addition);
            if (tellsRates) {
                replicas[index].rateIs(addition);
            }
        }
        if (tellsRates) {
            rateMillis = added.coveredMillis;
        }
    }

    /** Brings the replicas into the record's order, which most often they have. */
    private void arrangeReplicas(RackTelemetryDecoder record) {
        boolean isArranged = replicas.length == record.replicaCount();
        for (int index = 0; isArranged && index < replicas.length; index++) {
            isArranged = replicas[index].isCalledAs(record.replica(index));
        }
        if (isArranged) {
            return;
        }
        List<ReplicaTrack> before = new ArrayList<>(List.of(replicas));
        ReplicaTrack[] arranged = new ReplicaTrack[record.replicaCount()];
        for (int index = 0; index < arranged.length; index++) {
            arranged[index] = takeOut(before, record.replica(index));
        }
        replicas = arranged;
    }

    /** What is known of a replica, once: two that send one id are two. */
    private static ReplicaTrack takeOut(List<ReplicaTrack> before, DecodedReplica replica) {
        for (int index = 0; index < before.size(); index++) {
            if (before.get(index).isCalledAs(replica)) {
                return before.remove(index);
            }
        }
        return new ReplicaTrack(replica);
    }

    /** An older record, of which only the identity is kept. */
    void noteOlder(RackTelemetryDecoder older, long appendedAtMillis) {
        boots.note(older.bootId, older.sequence, appendedAtMillis);
    }

    String rackId() {
        return rackId;
    }

    long appendedAtMillis() {
        return stamp.appendedAtMillis();
    }

    long drawWatts() {
        return power.watts();
    }

    LeakState leak() {
        return leak;
    }

    /** Whether some replica has put out a token since its start. */
    boolean hasOutput() {
        return Arrays.stream(replicas).anyMatch(replica -> replica.outputTokens() > 0);
    }

    ReplicaTrack[] replicas() {
        return replicas;
    }

    /** The time the replicas' rates cover. */
    long rateMillis() {
        return rateMillis;
    }

    BootTrail boots() {
        return boots;
    }

    LiveRack toLiveRack() {
        List<ReplicaReading> readings = new ArrayList<>(replicas.length);
        List<ReplicaDelta> rates = new ArrayList<>(replicas.length);
        for (ReplicaTrack replica : replicas) {
            readings.add(replica.toReading());
            rates.add(replica.rate());
        }
        return new LiveRack(
                new RackReading(
                        rackId,
                        stamp,
                        intervalMillis,
                        power,
                        coolant,
                        accelerators,
                        leak,
                        leakingTrays,
                        switchTraysUp,
                        alarms,
                        readings),
                rateMillis == 0 ? ReadingDelta.NONE : new ReadingDelta(rateMillis, rates),
                boots.returns(),
                boots.returnedAtMillis());
    }
}
