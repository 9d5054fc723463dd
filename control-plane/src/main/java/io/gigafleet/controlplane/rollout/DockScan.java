package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** On the dock: what was found is what was ordered. */
final class DockScan implements StageRule {

    private static final Duration USUAL = Duration.ofMinutes(20);
    private static final Duration SLA = Duration.ofHours(4);

    @Override
    public RackStage target() {
        return RackStage.DELIVERED;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 2);
    }

    @Override
    public Outcome judge(StageCase rack) {
        if (rack.evidence().found().isEmpty()) {
            return new Outcome.Stay("waiting for what the scan found");
        }
        Found found = rack.evidence().found().get();
        if (!found.serial().equals(rack.identity().serial())) {
            return wrong("serial", found.serial(), rack.identity().serial());
        }
        if (!found.sku().equals(rack.spot().sku().name())) {
            return wrong("SKU", found.sku(), rack.spot().sku().name());
        }
        return new Outcome.Advance("serial %s as ordered".formatted(found.serial()));
    }

    private static Outcome wrong(String what, String found, String expected) {
        return new Outcome.Quarantine(
                RackEvidence.Fault.WRONG_RACK.name(),
                "",
                "%s found %s, expected %s".formatted(what, found, expected));
    }
}
