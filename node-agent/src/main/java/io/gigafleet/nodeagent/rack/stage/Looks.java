package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.RackReadings;
import java.util.Locale;
import java.util.Optional;

/** What more than one stage looks for. */
final class Looks {

    /** Less than this share of rated flow is too little. */
    static final double LEAST_FLOW_SHARE = 0.8;

    private Looks() {}

    static Finding atEnd(double share) {
        return share < 1 ? Finding.NOTHING : Finding.PASSED;
    }

    /** Too little flow, by the sensor, which may lie. */
    static Optional<Finding> flow(StageBench bench) {
        RackReadings readings = bench.readings();
        double flow = readings.measuredFlowLitersPerMinute();
        double rated = readings.ratedFlowLitersPerMinute();
        return flow >= LEAST_FLOW_SHARE * rated
                ? Optional.empty()
                : Optional.of(
                        new Finding.Failed(
                                StageFailure.LOW_FLOW,
                                "manifold",
                                String.format(
                                        Locale.ROOT,
                                        "flow %.0f of %.0f L/min. Look for a kinked hose, a valve"
                                                + " that is half closed or a choked filter",
                                        flow,
                                        rated)));
    }

    /** A switch tray that is down. */
    static Optional<Finding> switchTrays(StageBench bench) {
        int up = bench.readings().switchTraysUp();
        int trays = bench.sku().switchTrays();
        if (up >= trays) {
            return Optional.empty();
        }
        int tray = bench.traces().deadSwitchTray() + 1;
        return Optional.of(
                new Finding.Failed(
                        StageFailure.SWITCH_TRAY,
                        "switch tray " + tray,
                        up
                                + " of "
                                + trays
                                + " switch trays are up, tray "
                                + tray
                                + " is not. Reseat it, else replace it"));
    }

    /** An accelerator under power that draws nothing. */
    static Optional<Finding> accelerators(StageBench bench) {
        RackReadings readings = bench.readings();
        for (int slot = 0; slot < bench.sku().accelerators(); slot++) {
            if (readings.acceleratorWatts(slot) == 0) {
                return Optional.of(
                        new Finding.Failed(
                                StageFailure.ACCELERATOR,
                                "accelerator " + slot,
                                "accelerator "
                                        + slot
                                        + " (tray "
                                        + (slot / bench.sku().acceleratorsPerTray() + 1)
                                        + ") draws 0 W. Replace the tray"));
            }
        }
        return Optional.empty();
    }

    static double hottestDieCelsius(StageBench bench) {
        double hottest = Double.NEGATIVE_INFINITY;
        for (int slot = 0; slot < bench.sku().accelerators(); slot++) {
            hottest = Math.max(hottest, bench.readings().dieCelsius(slot));
        }
        return hottest;
    }
}
