package io.gigafleet.controlplane.placement.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Reason;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(new FleetPlacer());

    @Test
    void aReplicaLargerThanAnyRackIsRefused() {
        assertThat(
                        admission.refusal(
                                new TestFleet().topology(),
                                TestFleet.service("big", 73, 1, 0).service()))
                .containsInstanceOf(Reason.NeverFits.class);
    }

    @Test
    void aReplicaThatABudgetCouldNeverCarryIsRefused() {
        assertThat(
                        admission.refusal(
                                new TestFleet().rowWatts(90_000).topology(),
                                TestFleet.service("hungry", 72, 1, 0).service()))
                .containsInstanceOf(Reason.NeverFits.class);
    }

    @Test
    void moreReplicasThanTheSiteHoldsAreNotNowAndNotNever() {
        assertThat(
                        admission.refusal(
                                new TestFleet().topology(),
                                TestFleet.service("wide", 72, 1_000, 0).service()))
                .isEmpty();
    }

    @Test
    void aSiteWithoutRacksRefusesNothing() {
        assertThat(admission.refusal(Topology.EMPTY, TestFleet.service("early", 8, 1, 0).service()))
                .isEmpty();
    }
}
