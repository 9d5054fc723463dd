package io.gigafleet.nodeagent.rack.stage;

/**
 * A stage as it was asked.
 *
 * @param attempt from 1
 * @param durationSeconds how long a burn-in lasts at speed 1; 0: up to the stage
 * @param firmware the pinned version; empty: leave it as it is
 */
public record StageOrder(
        String id, Stage stage, int attempt, long durationSeconds, String firmware) {

    public StageOrder {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a stage request has no id. Give it one");
        }
        if (durationSeconds < 0) {
            throw new IllegalArgumentException(
                    "stage request "
                            + id
                            + " lasts "
                            + durationSeconds
                            + " s. Give a duration of 0 or more");
        }
    }
}
