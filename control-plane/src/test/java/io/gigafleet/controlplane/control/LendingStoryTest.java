package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.ofTenant;
import static io.gigafleet.controlplane.fleet.TestFleet.preemptible;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.FleetPlacer;
import org.junit.jupiter.api.Test;

/** Tenants lend what they leave idle, and get it back, over many cycles. */
class LendingStoryTest {

    /** Wants a whole rack, may hold half of it by right, and is worth far more than its lender. */
    private static final ServiceView BORROWER =
            ofTenant("borrower", new TenantQuota(36, 36), preemptible(service("hot", 8, 9, 5)));

    private static final ServiceView LENDER =
            ofTenant("lender", new TenantQuota(36, 36), preemptible(service("cold", 8, 4, 0)));

    private final CycleStory story =
            new CycleStory(new TestFleet().rows(1, 1), new FleetPlacer())
                    .wanting(BORROWER)
                    .settle();

    private long serving(String name) {
        return story.replicasIn(ReplicaState.SERVING).stream()
                .map(Replica::service)
                .filter(name::equals)
                .count();
    }

    @Test
    void idleShareIsLent() {
        assertThat(serving("hot")).isEqualTo(9);
    }

    @Test
    void whatIsReclaimedIsNotTakenBackByPriority() {
        story.wanting(BORROWER, LENDER).settle();
        assertThat(serving("cold")).isEqualTo(4);
        assertThat(serving("hot")).isEqualTo(5);
        for (int cycle = 0; cycle < 20; cycle++) {
            assertThat(story.racksObey().cycle().changed()).as("cycle " + cycle).isEmpty();
        }
    }
}
