package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.manifest.Rollout;
import java.time.Duration;

/**
 * What a stage may take.
 *
 * @param usual how long it usually takes; of a burn-in, how long the agent is asked to hold it
 * @param sla how long it may take before a person should look
 * @param attempts most attempts before quarantine
 */
public record StageTerms(Duration usual, Duration sla, int attempts) {

    /** The same where a rollout says otherwise. */
    StageTerms overriddenBy(Rollout.StagePlan plan) {
        Duration newUsual = plan.duration().orElse(usual);
        Duration newSla = sla.plus(newUsual).minus(usual);
        return new StageTerms(
                newUsual, plan.sla().orElse(newSla), plan.attempts().orElse(attempts));
    }
}
