package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/**
 * Under power, idle: the meter shows what the SKU draws when idle, and every accelerator draws
 * something.
 */
final class Energizing implements StageRule {

    /** How far the meter may be from the SKU's idle power. */
    private static final double TOLERANCE = 0.2;

    private static final int SAMPLES = 3;
    private static final Duration USUAL = Duration.ofMinutes(20);
    private static final Duration SLA = Duration.ofHours(2);

    @Override
    public RackStage target() {
        return RackStage.ENERGIZED;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 2);
    }

    @Override
    public Outcome judge(StageCase rack) {
        if (rack.samples().count() < SAMPLES) {
            return new Outcome.Stay("waiting for telemetry under power");
        }
        Sample last = rack.samples().last();
        long idleWatts = rack.spot().idleWatts();
        if (last.deadAccelerators() > 0) {
            return new Outcome.Quarantine(
                    Fault.MISSING_TRAY.name(),
                    "",
                    "%d of %d accelerators draw nothing"
                            .formatted(last.deadAccelerators(), rack.spot().accelerators()));
        }
        if (Math.abs(last.watts() - idleWatts) > TOLERANCE * idleWatts) {
            return new Outcome.Inconclusive(
                    "the agent says energized, the meter says %.1f kW and not the %.1f kW of an idle %s"
                            .formatted(
                                    last.watts() / 1e3, idleWatts / 1e3, rack.spot().sku().name()));
        }
        return new Outcome.Advance("draws %.1f kW idle".formatted(last.watts() / 1e3));
    }
}
