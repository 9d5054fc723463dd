package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.RackDefects;
import io.gigafleet.nodeagent.rack.RackReadings;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Full load on all accelerators for as long as was asked, 24 hours if nothing was: what fails young
 * fails here and not under a service. The load stays on until something else is asked, so that the
 * plane can look as long as it wants.
 */
record BurnedInStage() implements Stage {

    /** From a part's death to its being noticed, as a share of the stage. */
    private static final double NOTICED_AFTER_SHARE = 0.02;

    /** The load has warmed the rack up by then. */
    private static final double WARM_AT_SHARE = 0.05;

    @Override
    public RackStage name() {
        return RackStage.BURNED_IN;
    }

    @Override
    public long usualSeconds() {
        return 24 * 3_600;
    }

    /** Exactly as long as was asked. */
    @Override
    public double durationMillis(StageOrder order, long seed, String rackId) {
        return 1_000.0 * (order.durationSeconds() > 0 ? order.durationSeconds() : usualSeconds());
    }

    @Override
    public void act(StageBench bench, double share) {
        bench.rack().testLoad(1);
    }

    @Override
    public RackDefects defects(StageBench bench, double share) {
        boolean broken = share >= bench.traces().breaksAtShare();
        return bench.traces().defects(bench.faults(), bench.acceleratorDead() || broken, broken);
    }

    @Override
    public boolean killsAccelerator(StageBench bench, double share) {
        return bench.has(RackFault.ACCELERATOR) && share >= bench.traces().breaksAtShare();
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        RackReadings readings = bench.readings();
        List<Reading> all = new ArrayList<>();
        all.add(Reading.of("rackPower", readings.rackWatts(), 0, "W"));
        all.add(Reading.of("hottestDie", Looks.hottestDieCelsius(bench), 1, "°C"));
        all.add(Reading.of("flow", readings.measuredFlowLitersPerMinute(), 1, "L/min"));
        all.add(
                Reading.of(
                        "coolantRise",
                        readings.returnCelsius() - readings.supplyCelsius(),
                        1,
                        "K"));
        all.add(new Reading("acceleratorsStalled", stalled(bench, share), ""));
        return all;
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        if (share >= bench.traces().breaksAtShare() + NOTICED_AFTER_SHARE) {
            int stalled = stalled(bench, share);
            if (stalled > 0) {
                return firmware(bench, stalled);
            }
        }
        boolean warm = share >= WARM_AT_SHARE;
        boolean noticed =
                bench.acceleratorDead()
                        ? warm
                        : share >= bench.traces().breaksAtShare() + NOTICED_AFTER_SHARE;
        Optional<Finding> dead =
                noticed || share >= 1 ? Looks.accelerators(bench) : Optional.empty();
        return dead.or(() -> warm ? Looks.flow(bench) : Optional.empty())
                .orElseGet(() -> Looks.atEnd(share));
    }

    private int stalled(StageBench bench, double share) {
        return defects(bench, share).stalledAccelerators().cardinality();
    }

    private static Finding firmware(StageBench bench, int stalled) {
        return new Finding.Failed(
                StageFailure.FIRMWARE,
                "",
                String.format(
                        Locale.ROOT,
                        "%d of %d accelerators fell to a low clock under load with firmware %s."
                                + " Hold it back and pin another version",
                        stalled,
                        bench.sku().accelerators(),
                        bench.firmware()));
    }
}
