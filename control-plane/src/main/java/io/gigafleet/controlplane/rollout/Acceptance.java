package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** One more look at everything, idle again. */
final class Acceptance implements StageRule {

    private static final double MAX_IDLE_SHARE = 1.2;
    private static final int SAMPLES = 3;
    private static final Duration USUAL = Duration.ofMinutes(20);
    private static final Duration SLA = Duration.ofHours(2);

    @Override
    public RackStage target() {
        return RackStage.ACCEPTED;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 2);
    }

    @Override
    public Outcome judge(StageCase rack) {
        if (rack.samples().count() < SAMPLES) {
            return new Outcome.Stay("waiting for telemetry at idle");
        }
        Sample last = rack.samples().last();
        if (last.watts() > MAX_IDLE_SHARE * rack.spot().idleWatts()) {
            return new Outcome.Stay(
                    "still draws %.0f kW, idle is %.0f"
                            .formatted(last.watts() / 1e3, rack.spot().idleWatts() / 1e3));
        }
        if (last.deadAccelerators() > 0 || last.switchTraysUp() < rack.sku().switchTrays()) {
            return new Outcome.Quarantine(
                    Fault.ACCELERATOR.name(),
                    "",
                    "%d accelerators draw nothing, %d of %d switch trays are up"
                            .formatted(
                                    last.deadAccelerators(),
                                    last.switchTraysUp(),
                                    rack.sku().switchTrays()));
        }
        String pinned = rack.progress().firmware();
        if (!pinned.isEmpty() && !rack.evidence().firmware().equals(pinned)) {
            return new Outcome.Quarantine(
                    Fault.WRONG_FIRMWARE.name(),
                    "",
                    "runs firmware %s, pinned is %s".formatted(rack.evidence().firmware(), pinned));
        }
        return new Outcome.Advance("idle at %.1f kW, dry".formatted(last.watts() / 1e3));
    }
}
