package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** The pinned firmware runs, every accelerator is there, and the scale-up fabric is whole. */
final class Provisioning implements StageRule {

    private static final Duration USUAL = Duration.ofMinutes(90);
    private static final Duration SLA = Duration.ofHours(6);

    @Override
    public RackStage target() {
        return RackStage.PROVISIONED;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 3);
    }

    @Override
    public Outcome judge(StageCase rack) {
        String pinned = rack.progress().firmware();
        String runs = rack.evidence().firmware();
        if (!pinned.isEmpty() && !runs.equals(pinned)) {
            return new Outcome.Retry(
                    Fault.WRONG_FIRMWARE.name(),
                    "",
                    "runs firmware %s, pinned is %s".formatted(runs, pinned));
        }
        if (rack.samples().count() == 0) {
            return new Outcome.Stay("waiting for telemetry");
        }
        Sample last = rack.samples().last();
        if (last.switchTraysUp() < rack.sku().switchTrays()) {
            return new Outcome.Quarantine(
                    Fault.SWITCH_TRAY.name(),
                    "",
                    "%d of %d switch trays are up"
                            .formatted(last.switchTraysUp(), rack.sku().switchTrays()));
        }
        if (last.deadAccelerators() > 0) {
            return new Outcome.Quarantine(
                    Fault.ACCELERATOR.name(),
                    "",
                    "%d accelerators draw nothing".formatted(last.deadAccelerators()));
        }
        return new Outcome.Advance(
                "firmware %s, %d of %d switch trays up"
                        .formatted(runs, last.switchTraysUp(), rack.sku().switchTrays()));
    }
}
