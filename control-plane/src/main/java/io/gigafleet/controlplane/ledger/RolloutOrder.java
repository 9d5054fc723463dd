package io.gigafleet.controlplane.ledger;

/** What an operator orders of a rollout, or of one rack of it, and why. */
public sealed interface RolloutOrder {

    String rollout();

    /** For the audit log; may be empty. */
    String reason();

    /** As the path of the request and the audit log name it. */
    default String word() {
        return switch (this) {
            case Pause ignored -> "pause";
            case Resume ignored -> "resume";
            case Abort ignored -> "abort";
            case Approve ignored -> "approve";
            case Retry ignored -> "retry";
            case Skip ignored -> "skip";
        };
    }

    /** Nothing new is asked of any rack. */
    record Pause(String rollout, String reason) implements RolloutOrder {}

    /** It goes on, whatever it was paused for. */
    record Resume(String rollout, String reason) implements RolloutOrder {}

    /** It ends; racks that are not done are left where they stand. */
    record Abort(String rollout, String reason) implements RolloutOrder {}

    /** The next wave may begin. */
    record Approve(String rollout, String reason) implements RolloutOrder {}

    /** An order for one rack. */
    sealed interface OfRack extends RolloutOrder {
        String rack();
    }

    /** The rack is repaired, or its evidence was looked at: it is tested again. */
    record Retry(String rollout, String rack, String reason) implements OfRack {}

    /** The rollout goes on without the rack. */
    record Skip(String rollout, String rack, String reason) implements OfRack {}
}
