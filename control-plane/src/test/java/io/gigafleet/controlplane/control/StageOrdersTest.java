package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.Asked;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.StageRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageOrdersTest {

    private static final RackSpot SPOT = new TestFleet().topology().rack(0);
    private static final OrderedRollout NORTH = Asked.rollout("canary: 1");

    private static Assignment orders(RackProgress rack) {
        return orders(rack, Optional.of(NORTH));
    }

    private static Assignment orders(RackProgress rack, Optional<OrderedRollout> rollout) {
        Assignment.Builder assignment = Assignment.newBuilder();
        StageOrders.add(
                assignment,
                rack,
                SPOT,
                new RackIdentity("s0", 7, "dock", "w45"),
                rollout,
                "row-0",
                "loop-0");
        return assignment.build();
    }

    private static Isolation isolated(boolean liquid) {
        return Isolation.newBuilder().setElectric(true).setLiquid(liquid).build();
    }

    @Test
    void rackIsIsolatedUntilItsEnergizingIsAsked() {
        assertThat(orders(Asked.of(SPOT, RackStage.DELIVERED, RackStage.INSTALLED)).getIsolation())
                .isEqualTo(isolated(true));
        assertThat(
                        orders(Asked.waiting(SPOT, RackStage.INSTALLED, RackStage.ENERGIZED))
                                .getIsolation())
                .isEqualTo(isolated(true));
        assertThat(orders(Asked.of(SPOT, RackStage.INSTALLED, RackStage.ENERGIZED)).hasIsolation())
                .isFalse();
    }

    @Test
    void quarantinedRackIsCutOffFromPowerAndAfterALeakFromCoolantToo() {
        assertThat(orders(Asked.quarantined(SPOT, false)).getIsolation())
                .isEqualTo(isolated(false));
        assertThat(orders(Asked.quarantined(SPOT, true)).getIsolation()).isEqualTo(isolated(true));
    }

    @Test
    void requestSaysWhatIsExpectedOfTheRackAndWhere() {
        StageRequest request =
                orders(Asked.of(SPOT, RackStage.DELIVERED, RackStage.INSTALLED)).getStageRequest();

        assertThat(request.getId()).isEqualTo("north/r0/INSTALLED/1");
        assertThat(request.getStage()).isEqualTo("INSTALLED");
        assertThat(request.getAttempt()).isEqualTo(1);
        assertThat(request.getDurationSeconds()).isZero();
        assertThat(request.getExpected())
                .isEqualTo(
                        ExpectedRack.newBuilder()
                                .setSku("gb300-nvl72")
                                .setSerial("s0")
                                .setBatch("w45")
                                .setHall("h1")
                                .setRow("row-0")
                                .setPosition(7)
                                .setPowerDomain("row-0")
                                .setCoolantLoop("loop-0")
                                .build());
    }

    @Test
    void requestAfterARepairIsAnotherRequest() {
        StageRequest request =
                orders(Asked.repaired(Asked.of(SPOT, RackStage.DELIVERED, RackStage.INSTALLED)))
                        .getStageRequest();

        assertThat(request.getId()).isEqualTo("north/r0/INSTALLED/repair-1-1");
        assertThat(request.getRepairs()).isEqualTo(1);
    }

    @Test
    void burnInLastsAsLongAsItsRolloutSays() {
        RackProgress rack = Asked.of(SPOT, RackStage.PROVISIONED, RackStage.BURNED_IN);

        assertThat(orders(rack).getStageRequest().getDurationSeconds()).isEqualTo(86_400);
        assertThat(
                        orders(
                                        rack,
                                        Optional.of(
                                                Asked.rollout(
                                                        "canary: 1, stages: {BURNED_IN: {duration:"
                                                                + " 2h}}")))
                                .getStageRequest()
                                .getDurationSeconds())
                .isEqualTo(7_200);
    }

    @Test
    void firmwareIsPinnedWhateverIsAsked() {
        assertThat(orders(Asked.nothing(SPOT, RackStage.IN_SERVICE)).getFirmware())
                .isEqualTo("2.1");
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_SERVICE", "MAINTENANCE"})
    void whatThePlaneDoesItselfIsNotAskedOfTheAgent(RackStage target) {
        assertThat(orders(Asked.of(SPOT, RackStage.ACCEPTED, target)).hasStageRequest()).isFalse();
    }

    @Test
    void nothingIsAskedForARolloutThatIsNotDeclared() {
        assertThat(
                        orders(
                                        Asked.of(SPOT, RackStage.DELIVERED, RackStage.INSTALLED),
                                        Optional.empty())
                                .hasStageRequest())
                .isFalse();
    }

    @Test
    void rackThatWaitsIsAskedNothing() {
        assertThat(
                        orders(Asked.waiting(SPOT, RackStage.PROVISIONED, RackStage.BURNED_IN))
                                .hasStageRequest())
                .isFalse();
    }
}
