package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.util.OptionalLong;

/**
 * An attempt at a stage that has ended.
 *
 * @param stage the one to reach
 * @param askedAtMillis when the agent was asked; empty: it never was
 * @param reason the evidence, for people
 */
public record StageRun(
        String rollout,
        String rack,
        int wave,
        RackStage stage,
        int attempt,
        long begunAtMillis,
        OptionalLong askedAtMillis,
        long endedAtMillis,
        End end,
        String reason) {

    /** How an attempt ended. */
    public enum End {
        ADVANCE,
        RETRY,
        QUARANTINE,
        /** An operator took the rack out, or ended the rollout. */
        CANCEL
    }
}
