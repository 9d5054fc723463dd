package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.RackStage;
import java.util.List;

/**
 * Firmware and fabric: every tray's firmware is brought to the pinned version, trays restart, the
 * scale-up fabric trains its links. About 90 minutes: a flash of some 20 minutes for controllers,
 * hosts and switches, one after the other, and the restarts between them.
 */
record ProvisionedStage() implements Stage {

    @Override
    public RackStage name() {
        return RackStage.PROVISIONED;
    }

    @Override
    public long usualSeconds() {
        return 90 * 60;
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        return List.of(
                new Reading("traysFlashed", Math.floor(bench.computeTrays() * share), ""),
                new Reading("switchTraysUp", bench.readings().switchTraysUp(), ""));
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        if (share < 1) {
            return Finding.NOTHING;
        }
        if (sticks(bench, order)) {
            int tray = bench.traces().missingTray() + 1;
            return new Finding.Failed(
                    StageFailure.WRONG_FIRMWARE,
                    "tray " + tray,
                    "tray "
                            + tray
                            + " went back to "
                            + bench.firmware()
                            + " when "
                            + order.firmware()
                            + " was verified. Try once more");
        }
        return Looks.switchTrays(bench).orElse(Finding.PASSED);
    }

    /** A flash that does not take at first; a second one after a restart of the tray does. */
    private static boolean sticks(StageBench bench, StageOrder order) {
        return bench.has(RackFault.WRONG_FIRMWARE)
                && order.attempt() <= 1
                && !order.firmware().isEmpty()
                && !order.firmware().equals(bench.firmware());
    }

    @Override
    public String firmwareAfter(StageBench bench, StageOrder order, Finding finding) {
        return order.firmware().isEmpty() || sticks(bench, order)
                ? bench.firmware()
                : order.firmware();
    }
}
