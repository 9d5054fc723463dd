package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** Open for replicas: the plane's own step, for a rack it hears and that nothing is wrong with. */
final class EnteringService implements StageRule {

    private static final Duration USUAL = Duration.ZERO;
    private static final Duration SLA = Duration.ofHours(1);

    @Override
    public RackStage target() {
        return RackStage.IN_SERVICE;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 1);
    }

    @Override
    public boolean asksTheAgent() {
        return false;
    }

    @Override
    public Outcome judge(StageCase rack) {
        RackEvidence evidence = rack.evidence();
        if (evidence.alarm().isPresent()) {
            return evidence.alarm().get().quarantine();
        }
        return switch (evidence.condition()) {
            case FRESH -> new Outcome.Advance("fresh, no alarm");
            case STALE -> new Outcome.Stay("not heard just now: " + evidence.conditionCause());
            case LOST, BAD ->
                    new Outcome.Inconclusive(
                            "the rack is %s: %s"
                                    .formatted(evidence.condition(), evidence.conditionCause()));
        };
    }
}
