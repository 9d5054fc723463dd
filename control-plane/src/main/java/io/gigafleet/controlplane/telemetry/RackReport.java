package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.FoundRack;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.TripCause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a rack last said of itself.
 *
 * @param observed the newest assignment it has applied and persisted; all zero: none yet
 * @param refusal why a newer one was not applied; empty: none was refused
 * @param liveCapWatts 0: none in force
 * @param trip the latch of a local trip; empty: not tripped
 * @param firmware what runs on it
 * @param stage of its newest stage request; empty: none yet
 * @param found what was found at its position; empty: nothing yet
 */
public record RackReport(
        String rackId,
        Stamp stamp,
        String agentId,
        String agentVersion,
        ObservedFence observed,
        String refusal,
        List<ReportedReplica> replicas,
        long safeCapWatts,
        long liveCapWatts,
        long liveCapSequence,
        boolean isolatedElectric,
        boolean isolatedLiquid,
        Optional<ReportedTrip> trip,
        String firmware,
        Optional<StageReport> stage,
        Optional<FoundRack> found) {

    /** The fence of an assignment. */
    public record ObservedFence(String fleetId, long incarnation, long epoch, long generation) {}

    /**
     * One replica the rack holds.
     *
     * @param accelerators slots in the rack
     */
    public record ReportedReplica(
            String replicaId, ReplicaPhase phase, List<Integer> accelerators) {

        public ReportedReplica {
            accelerators = List.copyOf(accelerators);
        }
    }

    /**
     * A local protective trip.
     *
     * @param trippedAtMillis the agent's clock, epoch milliseconds
     */
    public record ReportedTrip(
            String tripId, TripCause cause, long trippedAtMillis, String detail) {

        private static final String CAUSE = "TRIP_CAUSE_";

        /** What happened, and what is to be done about it, in words. */
        String told() {
            return "cut off (%s): %s; mend it, then clear its trip %s"
                    .formatted(
                            cause.name().replace(CAUSE, "").toLowerCase(Locale.ROOT),
                            detail,
                            tripId);
        }
    }

    public RackReport {
        replicas = List.copyOf(replicas);
    }

    /**
     * The same; of what is equal in an older one, that one's very objects. A rack says the same
     * again and again, and what it said first has long been kept.
     */
    RackReport sharing(RackReport older) {
        return new RackReport(
                same(rackId, older.rackId),
                stamp,
                same(agentId, older.agentId),
                same(agentVersion, older.agentVersion),
                same(observed, older.observed),
                same(refusal, older.refusal),
                same(replicas, older.replicas),
                safeCapWatts,
                liveCapWatts,
                liveCapSequence,
                isolatedElectric,
                isolatedLiquid,
                same(trip, older.trip),
                same(firmware, older.firmware),
                same(stage, older.stage),
                same(found, older.found));
    }

    private static <T> T same(T now, T older) {
        return now.equals(older) ? older : now;
    }

    /** Whether it was ordered to be off: isolated, or tripped. */
    boolean isOrderedOff() {
        return isolatedElectric || trip.isPresent();
    }

    /** The replica of that id; empty if the rack doesn't hold it. */
    public Optional<ReportedReplica> replica(String replicaId) {
        return replicas.stream()
                .filter(replica -> replica.replicaId().equals(replicaId))
                .findFirst();
    }
}
