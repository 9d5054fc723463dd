package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far rollouts and racks have come, as far as a change to what is wanted depends on it.
 *
 * @param rollouts those that have begun, by name
 * @param racks those that a rollout has touched, by name
 * @param holders the unfinished membership of each rack that is in a rollout, by name of the rack
 * @param remembered racks that are or were a member of a rollout
 */
public record RolloutStandings(
        Map<String, Begun> rollouts,
        Map<String, Reached> racks,
        Map<String, Membership> holders,
        Set<String> remembered) {

    /** Before any rollout has begun. */
    public static final RolloutStandings NONE =
            new RolloutStandings(Map.of(), Map.of(), Map.of(), Set.of());

    public RolloutStandings {
        rollouts = Map.copyOf(rollouts);
        racks = Map.copyOf(racks);
        holders = Map.copyOf(holders);
        remembered = Set.copyOf(remembered);
    }

    /**
     * A rollout that has begun.
     *
     * @param resumesSeen how many resumes were obeyed
     * @param approvalsSeen how many approvals were obeyed
     */
    public record Begun(Phase phase, int resumesSeen, int approvalsSeen) {

        public boolean isFinished() {
            return phase == Phase.COMPLETED || phase == Phase.ABORTED;
        }
    }

    /**
     * Where a rack stands.
     *
     * @param rollout the one that last moved it
     * @param inconclusive whether the evidence does not say how it is
     */
    public record Reached(RackStage stage, String rollout, boolean inconclusive) {}

    /** A rack's place in a rollout that is not done with it. */
    public record Membership(String rollout, Member.State state) {}

    /** Where a rack stands; one that no rollout has touched stands where its manifest puts it. */
    public RackStage stageOf(String rack, RackIdentity identity) {
        return Optional.ofNullable(racks.get(rack))
                .map(Reached::stage)
                .orElse(identity.isInServiceAtOnce() ? RackStage.IN_SERVICE : RackStage.PLANNED);
    }

    /** The rollout that is not done with a rack. */
    public Optional<Membership> holderOf(String rack) {
        return Optional.ofNullable(holders.get(rack));
    }

    public boolean hasBegun(String rollout) {
        return rollouts.containsKey(rollout);
    }

    /** Whether a rollout has ended, one way or the other. */
    public boolean isFinished(String rollout) {
        Begun begun = rollouts.get(rollout);
        return begun != null && begun.isFinished();
    }
}
