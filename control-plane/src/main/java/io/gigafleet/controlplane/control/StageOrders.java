package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.StageRules;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.StageRequest;
import java.util.Optional;

/** Writes into a rack's assignment what its way into service asks of its agent. */
final class StageOrders {

    private StageOrders() {}

    /**
     * Adds isolation, firmware and the stage request, if there are any.
     *
     * @param rollout the one the rack is in; empty: none that is declared
     * @param powerDomain name of the domain that feeds it
     * @param loop name of its coolant loop
     */
    static void add(
            Assignment.Builder assignment,
            RackProgress rack,
            RackSpot spot,
            RackIdentity identity,
            Optional<OrderedRollout> rollout,
            String powerDomain,
            String loop) {
        if (!rack.isPowered()) {
            assignment.setIsolation(
                    Isolation.newBuilder().setElectric(true).setLiquid(isLiquidShut(rack)));
        }
        assignment.setFirmware(rack.firmware());
        if (rollout.isPresent()
                && rack.asked().isPresent()
                && StageRules.asksTheAgent(rack.asked().get().target())) {
            assignment.setStageRequest(
                    request(rack, rack.asked().get(), rollout.get())
                            .setExpected(expected(spot, identity, powerDomain, loop)));
        }
    }

    /** Before it was ever filled, and after a leak. */
    private static boolean isLiquidShut(RackProgress rack) {
        return rack.stage() != RackStage.QUARANTINED || rack.leaked();
    }

    private static StageRequest.Builder request(
            RackProgress rack, StageWork.Asked asked, OrderedRollout rollout) {
        StageRequest.Builder request =
                StageRequest.newBuilder()
                        .setId(rack.requestId(asked))
                        .setStage(asked.target().name())
                        .setAttempt(asked.attempt())
                        .setRepairs(rack.repairs());
        if (asked.target() == RackStage.BURNED_IN) {
            request.setDurationSeconds(
                    (int)
                            StageRules.terms(RackStage.BURNED_IN, rollout.spec())
                                    .usual()
                                    .toSeconds());
        }
        return request;
    }

    private static ExpectedRack expected(
            RackSpot spot, RackIdentity identity, String powerDomain, String loop) {
        return ExpectedRack.newBuilder()
                .setSku(spot.sku().name())
                .setSerial(identity.serial())
                .setBatch(identity.batch())
                .setHall(spot.hall())
                .setRow(spot.row())
                .setPosition(identity.position())
                .setPowerDomain(powerDomain)
                .setCoolantLoop(loop)
                .build();
    }
}
