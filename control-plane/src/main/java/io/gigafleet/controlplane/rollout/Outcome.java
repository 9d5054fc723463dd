package io.gigafleet.controlplane.rollout;

/** What becomes of a stage, and why. */
public sealed interface Outcome {

    /** The evidence or the reason, for people. */
    String reason();

    /** It goes on. */
    record Stay(String reason) implements Outcome {}

    /** The stage is reached. */
    record Advance(String reason) implements Outcome {}

    /** This attempt failed; another may not. */
    record Retry(String cause, String component, String reason) implements Outcome {}

    /** The rack failed and needs a person. */
    record Quarantine(String cause, String component, String reason) implements Outcome {}

    /** The evidence does not say how it went: the rollout pauses until a person has looked. */
    record Inconclusive(String reason) implements Outcome {}
}
