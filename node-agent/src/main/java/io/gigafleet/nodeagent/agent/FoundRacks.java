package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.stage.StageBench;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.FoundRack;

/** What a dock scanner and a crew find: what was expected, unless a fault says otherwise. */
final class FoundRacks {

    private FoundRacks() {}

    /** What can be seen on the dock. */
    static FoundRack onDock(String sku, ExpectedRack expected, StageBench bench) {
        return FoundRack.newBuilder()
                .setSku(sku)
                .setSerial(
                        bench.faults().contains(RackFault.WRONG_RACK)
                                ? bench.traces().wrongSerial(expected.getSerial())
                                : expected.getSerial())
                .build();
    }

    /** What can be seen at the position. */
    static FoundRack inPlace(String sku, ExpectedRack expected, StageBench bench) {
        return onDock(sku, expected, bench).toBuilder()
                .setRow(expected.getRow())
                .setPosition(expected.getPosition())
                .setCoolantLoop(expected.getCoolantLoop())
                .setComputeTrays(bench.computeTrays())
                .setSwitchTrays(bench.rack().sku().switchTrays())
                .setAccelerators(bench.accelerators())
                .build();
    }
}
