package io.gigafleet.controlplane.fleet;

import io.gigafleet.controlplane.fleet.Confirmation.Phase;
import java.util.Optional;

/** Moves a replica along its life by what its rack reports. */
public final class ReplicaProgress {

    private ReplicaProgress() {}

    /**
     * The replica as its rack's report shows it, or empty if that is how it stands already.
     *
     * @param report the rack's newest report
     * @param isCurrent whether the report covers the rack's newest assignment; only then does a
     *     replica's absence from it mean anything
     */
    public static Optional<Replica> next(Replica replica, Confirmation report, boolean isCurrent) {
        Optional<Phase> phase = Optional.ofNullable(report.phases().get(replica.id()));
        return switch (replica.state()) {
            case ASSIGNED, LOADING, SERVING ->
                    phase.flatMap(
                            seen ->
                                    seen == Phase.STOPPED
                                            ? stopped(replica)
                                            : whileHolding(replica, seen));
            case DRAINING ->
                    isCurrent && phase.map(seen -> seen == Phase.STOPPED).orElse(true)
                            ? Optional.of(
                                    replica.in(ReplicaState.STOPPED, "reported gone by its rack"))
                            : Optional.empty();
            case STOPPED -> Optional.empty();
        };
    }

    /** It is to serve and does nothing: its rack, or an accelerator of it, has no power. */
    private static Optional<Replica> stopped(Replica replica) {
        return replica.routed() || replica.state() == ReplicaState.SERVING
                ? Optional.of(
                        replica.in(ReplicaState.LOADING, "its rack reports that it stopped")
                                .withRouting(false))
                : Optional.empty();
    }

    private static Optional<Replica> whileHolding(Replica replica, Phase seen) {
        ReplicaState next =
                switch (seen) {
                    case LOADING -> ReplicaState.LOADING;
                    case SERVING -> ReplicaState.SERVING;
                    case DRAINING, SUSPENDED, STOPPED -> replica.state();
                };
        return next == replica.state()
                ? Optional.empty()
                : Optional.of(replica.in(next, "reported by its rack"));
    }
}
