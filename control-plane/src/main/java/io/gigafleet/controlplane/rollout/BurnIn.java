package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;

/**
 * Full load for as long as was asked, with dies below their limit, the rated flow, and a heat
 * balance that adds up. The load stays on until the plane has seen enough of it by itself: the
 * agent's word that it passed is where judging begins.
 */
final class BurnIn implements StageRule {

    /** Samples in a row at load that are looked at. */
    static final int SAMPLES = 15;

    /** Less than this share of the SKU's peak is not full load. */
    static final double MIN_LOAD_SHARE = 0.85;

    private static final double MIN_FLOW_SHARE = 0.8;
    private static final double MAX_FLOW_SHARE = 1.25;
    private static final int DECI = 10;

    private static final Duration DURATION = Duration.ofHours(24);
    private static final Duration SLA = Duration.ofHours(30);

    @Override
    public RackStage target() {
        return RackStage.BURNED_IN;
    }

    @Override
    public StageTerms usualTerms() {
        return new StageTerms(DURATION, SLA, 2);
    }

    @Override
    public String underWay(StageCase rack) {
        if (rack.samples().count() == 0) {
            return "load begins";
        }
        Sample last = rack.samples().last();
        return "%.0f kW, hottest die %.0f °C of %.0f"
                .formatted(
                        last.watts() / 1e3,
                        (double) last.dieDeciCelsiusMax() / DECI,
                        rack.sku().limits().slowdownCelsius());
    }

    @Override
    public Outcome judge(StageCase rack) {
        if (rack.samples().count() > 0 && rack.samples().last().deadAccelerators() > 0) {
            return new Outcome.Quarantine(
                    Fault.ACCELERATOR.name(),
                    "",
                    "%d accelerators stopped drawing power under load"
                            .formatted(rack.samples().last().deadAccelerators()));
        }
        long loadWatts = Math.round(MIN_LOAD_SHARE * rack.spot().peakWatts());
        Samples atLoad = rack.samples().drawingAtLeast(loadWatts);
        if (atLoad.count() >= SAMPLES) {
            return atLoad(rack, atLoad);
        }
        if (rack.samples().count() == Samples.MOST && atLoad.count() == 0) {
            return new Outcome.Inconclusive(
                    "the agent says burned in, the meter shows %.0f kW where full load is %.0f kW"
                            .formatted(
                                    rack.samples().last().watts() / 1e3,
                                    rack.spot().peakWatts() / 1e3));
        }
        return new Outcome.Stay(
                "the agent says passed; %d of %d samples at load seen"
                        .formatted(atLoad.count(), SAMPLES));
    }

    private static Outcome atLoad(StageCase rack, Samples atLoad) {
        // What the first sample sums up may have begun before the request: the heat of a fault that
        // was repaired since, or of the load before.
        Samples since = atLoad.newest(atLoad.count() - 1);
        double hottest = (double) since.dieDeciCelsiusMax() / DECI;
        double limit = rack.sku().limits().slowdownCelsius();
        if (atLoad.flowNeverMoves()) {
            return new Outcome.Inconclusive(
                    "the flow sensor has said exactly %.1f L/min for %d samples; it may be stuck"
                            .formatted(
                                    atLoad.last().flowMillilitersPerMinute() / 1e3,
                                    atLoad.count()));
        }
        HeatBalance balance = HeatBalance.over(atLoad, rack.sku());
        if (!balance.addsUp()) {
            return new Outcome.Inconclusive(balance.words());
        }
        double flowShare =
                (double) atLoad.last().flowMillilitersPerMinute()
                        / rack.ratedFlowMillilitersPerMinute();
        if (flowShare < MIN_FLOW_SHARE || flowShare > MAX_FLOW_SHARE) {
            return new Outcome.Retry(
                    Fault.LOW_FLOW.name(),
                    "",
                    "flow %.0f%% of rated, %.0f to %.0f%% wanted"
                            .formatted(
                                    flowShare * 100, MIN_FLOW_SHARE * 100, MAX_FLOW_SHARE * 100));
        }
        if (hottest >= limit || since.thermalThrottleMillis() > 0) {
            return new Outcome.Quarantine(
                    Fault.LOW_FLOW.name(),
                    "",
                    "hottest die %.0f °C, limit %.0f; throttled %d accelerator-ms"
                            .formatted(hottest, limit, since.thermalThrottleMillis()));
        }
        return new Outcome.Advance(
                "%.0f kW, hottest die %.0f °C of %.0f, flow %.0f%% of rated, heat balance %.0f%%"
                        .formatted(
                                atLoad.last().watts() / 1e3,
                                hottest,
                                limit,
                                flowShare * 100,
                                balance.share() * 100));
    }
}
