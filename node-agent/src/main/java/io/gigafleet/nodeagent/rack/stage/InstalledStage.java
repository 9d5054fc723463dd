package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Optional;

/**
 * The way to the position: rolled in, bolted, trays counted, hoses and power whips connected. About
 * three hours: a rack of more than a ton, its manifold and its whips take a crew half a shift.
 */
record InstalledStage() implements Stage {

    @Override
    public RackStage name() {
        return RackStage.INSTALLED;
    }

    @Override
    public long usualSeconds() {
        return 3 * 3_600;
    }

    @Override
    public Optional<String> waitsFor(StageBench bench) {
        return Optional.empty();
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        return List.of(
                new Reading("computeTrays", bench.computeTrays(), ""),
                new Reading("switchTrays", bench.sku().switchTrays(), ""),
                new Reading("accelerators", bench.accelerators(), ""));
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        if (share < 1) {
            return Finding.NOTHING;
        }
        if (!bench.has(RackFault.MISSING_TRAY)) {
            return Finding.PASSED;
        }
        int tray = bench.traces().missingTray() + 1;
        return new Finding.Failed(
                StageFailure.MISSING_TRAY,
                "tray " + tray,
                bench.computeTrays()
                        + " of "
                        + bench.sku().computeTrays()
                        + " compute trays are there, tray "
                        + tray
                        + " is not. Look in the crates, else order it");
    }
}
