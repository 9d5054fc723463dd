package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.Fence;
import java.util.Optional;

/** What an agent knows of the newest assignment of one rack, and what it may therefore accept. */
sealed interface FenceGate {

    /** Nothing is known: anything of the fleet is new. */
    record Open() implements FenceGate {}

    /**
     * The rack once reported this fence, but what the assignment said is lost with the state
     * directory: the same one is welcome, older ones are not.
     */
    record Learned(Fence fence) implements FenceGate {}

    /** The assignment with this fence is persisted. */
    record Held(Fence fence) implements FenceGate {}

    /** What to do with an assignment. */
    sealed interface Verdict {
        record Accept() implements Verdict {}

        /** It is the one that is applied already. */
        record Known() implements Verdict {}

        /** It is older than what is applied. */
        record Older(String reason) implements Verdict {}

        /** It comes from another fleet. */
        record Foreign(String reason) implements Verdict {}
    }

    /**
     * Judges an assignment by its fence.
     *
     * @param fleetId the fleet the agent obeys; empty if it has not met one yet
     */
    default Verdict judge(Fence offered, Optional<String> fleetId) {
        if (offered.getFleetId().isEmpty()) {
            return new Verdict.Foreign("the assignment names no fleet. Set fence.fleet_id");
        }
        if (fleetId.isPresent() && !fleetId.get().equals(offered.getFleetId())) {
            return new Verdict.Foreign(
                    "the assignment is of fleet "
                            + offered.getFleetId()
                            + ", this agent obeys fleet "
                            + fleetId.get()
                            + ". If the fleet was made anew on purpose, stop the agent, delete its"
                            + " state directory and the rack's record in gigafleet.rack-status");
        }
        return switch (this) {
            case Open ignored -> new Verdict.Accept();
            case Learned learned ->
                    FenceOrder.COMPARATOR.compare(offered, learned.fence) >= 0
                            ? new Verdict.Accept()
                            : older(offered, learned.fence);
            case Held held -> {
                int order = FenceOrder.COMPARATOR.compare(offered, held.fence);
                if (order == 0) {
                    yield new Verdict.Known();
                }
                yield order > 0 ? new Verdict.Accept() : older(offered, held.fence);
            }
        };
    }

    private static Verdict older(Fence offered, Fence known) {
        return new Verdict.Older(
                "assignment "
                        + FenceOrder.text(offered)
                        + " is older than "
                        + FenceOrder.text(known)
                        + " (incarnation/epoch/generation)");
    }
}
