package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** At its position, with all its trays, on the right loop. */
final class Installation implements StageRule {

    private static final Duration USUAL = Duration.ofHours(3);
    private static final Duration SLA = Duration.ofHours(12);

    @Override
    public RackStage target() {
        return RackStage.INSTALLED;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 2);
    }

    @Override
    public Outcome judge(StageCase rack) {
        if (rack.evidence().found().isEmpty()) {
            return new Outcome.Stay("waiting for what was found at the position");
        }
        Found found = rack.evidence().found().get();
        if (!found.row().equals(rack.spot().row())
                || found.position() != rack.identity().position()) {
            return quarantine(
                    Fault.WRONG_RACK,
                    "stands at position %d of row %s, expected %d of %s"
                            .formatted(
                                    found.position(),
                                    found.row(),
                                    rack.identity().position(),
                                    rack.spot().row()));
        }
        if (found.computeTrays() < rack.sku().computeTrays()) {
            return quarantine(
                    Fault.MISSING_TRAY,
                    "%d of %d compute trays"
                            .formatted(found.computeTrays(), rack.sku().computeTrays()));
        }
        if (found.switchTrays() < rack.sku().switchTrays()) {
            return quarantine(
                    Fault.MISSING_TRAY,
                    "%d of %d switch trays"
                            .formatted(found.switchTrays(), rack.sku().switchTrays()));
        }
        return new Outcome.Advance(
                "%d compute and %d switch trays at position %d of row %s"
                        .formatted(
                                found.computeTrays(),
                                found.switchTrays(),
                                found.position(),
                                found.row()));
    }

    private static Outcome quarantine(Fault fault, String why) {
        return new Outcome.Quarantine(fault.name(), "", why);
    }
}
