package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.stage.StageBench;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.FoundRack;
import java.util.Optional;

/** What a dock scanner and a crew find: what was expected, unless a fault says otherwise. */
final class FoundRacks {

    private FoundRacks() {}

    /** What is seen at a stage; empty: nobody has said what to look for. */
    static Optional<FoundRack> at(
            RackStage stage, String sku, ExpectedRack expected, StageBench bench) {
        if (expected.getSku().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                stage == RackStage.DELIVERED
                        ? onDock(sku, expected, bench)
                        : inPlace(sku, expected, bench));
    }

    private static FoundRack onDock(String sku, ExpectedRack expected, StageBench bench) {
        return FoundRack.newBuilder()
                .setSku(sku)
                .setSerial(
                        bench.faults().contains(RackFault.WRONG_RACK)
                                ? bench.traces().wrongSerial(expected.getSerial())
                                : expected.getSerial())
                .build();
    }

    private static FoundRack inPlace(String sku, ExpectedRack expected, StageBench bench) {
        return onDock(sku, expected, bench).toBuilder()
                .setRow(expected.getRow())
                .setPosition(expected.getPosition())
                .setCoolantLoop(expected.getCoolantLoop())
                .setPowerDomain(expected.getPowerDomain())
                .setComputeTrays(bench.computeTrays())
                .setSwitchTrays(bench.rack().sku().switchTrays())
                .setAccelerators(bench.accelerators())
                .build();
    }
}
