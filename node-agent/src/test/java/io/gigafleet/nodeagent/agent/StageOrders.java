package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.StageRequest;

/** The assignments a rollout would send, one after the other. */
final class StageOrders {

    static final String PINNED = "25.10.3";

    private long generation;

    /** The next assignment of a rack: a stage at its first attempt. */
    Assignment stage(String rack, RackStage stage) {
        return stage(rack, stage, 1).build();
    }

    /** The next assignment of a rack, to be completed. */
    Assignment.Builder stage(String rack, RackStage stage, int attempt) {
        return next(rack)
                .setIsolation(isolation(stage.compareTo(RackStage.ENERGIZED) < 0))
                .setFirmware(PINNED)
                .setStageRequest(
                        StageRequest.newBuilder()
                                .setId("roll/" + rack + "/" + stage + "/" + attempt)
                                .setStage(stage.name())
                                .setAttempt(attempt)
                                .setExpected(expected(rack)));
    }

    /** The next assignment of a rack, which asks for no stage. */
    Assignment.Builder next(String rack) {
        return Assignment.newBuilder()
                .setRackId(rack)
                .setFence(Orders.fence(1, 1, ++generation))
                .setFirmware(PINNED);
    }

    static Isolation isolation(boolean closed) {
        return Isolation.newBuilder().setElectric(closed).setLiquid(closed).build();
    }

    static ExpectedRack.Builder expected(String rack) {
        return ExpectedRack.newBuilder()
                .setSku("gb300-nvl72")
                .setSerial("serial-" + rack)
                .setBatch("2026-w44")
                .setHall("h1")
                .setRow("row-1")
                .setPosition(3)
                .setPowerDomain("pdu-1")
                .setCoolantLoop("l1");
    }
}
