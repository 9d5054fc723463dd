package io.gigafleet.schemas;

import java.util.Optional;

/**
 * Where a rack stands between the dock and its first token, and beside that path. The words go into
 * manifests, assignments, answers and the ledger.
 */
public enum RackStage {
    /** Declared by a delivery; nobody has seen it. */
    PLANNED,
    /** On the dock, and what was found is what was ordered. */
    DELIVERED,
    /** At its position, with its trays, hoses and whips. */
    INSTALLED,
    /** Under power, idle. */
    ENERGIZED,
    /** Its coolant circuit holds its pressure. */
    LEAK_TESTED,
    /** Its firmware is the pinned one, its trays and fabric are up. */
    PROVISIONED,
    /** It has borne full load for as long as was asked. */
    BURNED_IN,
    /** Everything was looked at once more, idle. */
    ACCEPTED,
    /** It may serve. */
    IN_SERVICE,
    /** Taken out of service for a while, drained. */
    MAINTENANCE,
    /** Failed; it comes back through a re-test only. */
    QUARANTINED,
    /** Gone for good. */
    RETIRED;

    /** The stage of that word. */
    public static Optional<RackStage> of(String word) {
        for (RackStage stage : values()) {
            if (stage.name().equals(word)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
