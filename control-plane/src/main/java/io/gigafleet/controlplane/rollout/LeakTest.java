package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/** The coolant circuit holds its pressure, is dry outside, and lets the rated flow through. */
final class LeakTest implements StageRule {

    /** Most pressure that may be lost over the test. Assumed, as usual for quick disconnects. */
    static final long MAX_DECAY_PASCALS = 1_000;

    /** Less than this share of rated flow is a kinked hose or a valve that did not open. */
    static final double MIN_FLOW_SHARE = 0.8;

    private static final int SAMPLES = 3;
    private static final Duration USUAL = Duration.ofMinutes(45);
    private static final Duration SLA = Duration.ofHours(3);

    @Override
    public RackStage target() {
        return RackStage.LEAK_TESTED;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(USUAL, SLA, 2);
    }

    @Override
    public String underWay(StageCase rack) {
        return rack.samples().count() == 0
                ? "holding pressure"
                : "pressure decay %.1f kPa, limit %.1f"
                        .formatted(decayPascals(rack) / 1e3, MAX_DECAY_PASCALS / 1e3);
    }

    @Override
    public Outcome judge(StageCase rack) {
        if (rack.samples().count() < SAMPLES) {
            return new Outcome.Stay("waiting for telemetry under pressure");
        }
        if (rack.samples().highestPressurePascals() == 0) {
            return new Outcome.Inconclusive(
                    "the agent says leak-tested, the manifold shows no pressure");
        }
        long decayPascals = decayPascals(rack);
        String decay =
                "pressure decay %.1f kPa, limit %.1f"
                        .formatted(decayPascals / 1e3, MAX_DECAY_PASCALS / 1e3);
        if (decayPascals > MAX_DECAY_PASCALS) {
            return new Outcome.Quarantine(Fault.LEAK.name(), "", decay);
        }
        long flow = rack.samples().last().flowMillilitersPerMinute();
        long least = Math.round(MIN_FLOW_SHARE * rack.ratedFlowMillilitersPerMinute());
        if (flow < least) {
            return new Outcome.Retry(
                    Fault.LOW_FLOW.name(),
                    "",
                    "flow %.0f L/min, at least %.0f".formatted(flow / 1e3, least / 1e3));
        }
        return new Outcome.Advance(decay + ", flow %.0f L/min".formatted(flow / 1e3));
    }

    private static long decayPascals(StageCase rack) {
        long start =
                Math.max(
                        rack.samples().highestPressurePascals(),
                        rack.report().map(Report::startPressurePascals).orElse(0L));
        return start - rack.samples().last().pressurePascals();
    }
}
