package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** Out of service: placement moves what runs here elsewhere, make before break. */
final class Draining implements StageRule {

    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration SLA = Duration.ofHours(4);

    @Override
    public RackStage target() {
        return RackStage.MAINTENANCE;
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
        int replicas = rack.evidence().replicas();
        return replicas == 0
                ? new Outcome.Advance("drained")
                : new Outcome.Stay(
                        "%d replica%s still here".formatted(replicas, replicas == 1 ? "" : "s"));
    }
}
