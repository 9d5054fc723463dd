package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.RackStage;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pressure test: make-up is shut off and the circuit must hold its pressure. About 45 minutes:
 * long enough that a drip shows against what warming hoses do. A leak shows in the pressure; the
 * sensors under the trays find only some.
 */
record LeakTestedStage() implements Stage {

    /** A sound circuit loses less than this in the test. */
    static final double MOST_LOSS_PASCALS = 1_000;

    /** When water has found its way to a sensor, if it does. */
    private static final double WET_AT_SHARE = 0.6;

    @Override
    public RackStage name() {
        return RackStage.LEAK_TESTED;
    }

    @Override
    public long usualSeconds() {
        return 45 * 60;
    }

    @Override
    public Optional<String> waitsFor(StageBench bench) {
        return bench.rack().liquidIsolated()
                ? Optional.of("waits for coolant: the rack's valves are closed")
                : Optional.empty();
    }

    @Override
    public void act(StageBench bench, double share) {
        bench.rack().losePressure(lossPascals(bench, share));
        if (share >= WET_AT_SHARE && leaksToSensor(bench)) {
            BitSet trays = new BitSet();
            trays.set(bench.traces().leakingTray());
            bench.rack().leak(new LeakState.Trays(trays));
        }
    }

    private static boolean leaksToSensor(StageBench bench) {
        return bench.has(RackFault.LEAK) && bench.traces().leakWetsSensor();
    }

    private static double lossPascals(StageBench bench, double share) {
        return bench.traces().pressureLossPascals(bench.has(RackFault.LEAK)) * share;
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        double now = bench.readings().pressurePascals();
        double lost = lossPascals(bench, share);
        return List.of(
                Reading.of("pressureStart", (now + lost) / 1_000, 2, "kPa"),
                Reading.of("pressureNow", now / 1_000, 2, "kPa"),
                Reading.of("pressureDecay", lost / 1_000, 2, "kPa"));
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        // Water at a sensor ends the test: the rack trips soon if nobody drains it.
        boolean wet = !bench.rack().leak().equals(LeakState.DRY);
        if (share < 1 && !wet) {
            return Finding.NOTHING;
        }
        double lost = lossPascals(bench, share);
        if (lost < MOST_LOSS_PASCALS && !wet) {
            return Finding.PASSED;
        }
        return new Finding.Failed(
                StageFailure.LEAK,
                wet ? wetPart(bench) : "manifold",
                String.format(
                        Locale.ROOT,
                        "pressure fell by %.1f kPa, limit %.1f kPa%s. Drain the rack and check its"
                                + " quick couplings and O-rings",
                        lost / 1_000,
                        MOST_LOSS_PASCALS / 1_000,
                        wet ? "; wet: " + wetPart(bench) : "; no sensor is wet"));
    }

    private static String wetPart(StageBench bench) {
        return switch (bench.rack().leak()) {
            case LeakState.Trays wet -> "tray " + (wet.trays().nextSetBit(0) + 1);
            case LeakState.WholeRack ignored -> "rack";
            case LeakState.SensorFault ignored -> "leak sensor";
            case LeakState.Dry ignored -> "";
        };
    }
}
