package io.gigafleet.controlplane.placement.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A search that leaves one reserve out, on random fleets: it plans on a view that lacks one replica
 * or its watts, and its plan is held against the fleet as it is. Whoever else counts finds the same
 * as the verifier.
 */
class ForgottenReservesTest {

    private static final int SEEDS = 400;

    /** Of all seeds in so many the forgotten reserve must have been needed, or nothing is shown. */
    private static final int NEEDED_LEAST = 8;

    @Test
    void acceleratorsOfAForgottenReplicaAreMissedWithTheirSeed() {
        int caught = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomFleet fleet = RandomFleet.of(seed);
            if (fleet.view().replicas().isEmpty()) {
                continue;
            }
            Replica forgotten = anyOf(fleet, seed);
            Plan plan = fleet.seeing(without(fleet.view(), forgotten)).plan();
            if (isTaken(fleet.view(), plan, forgotten)) {
                caught++;
                assertThat(fleet.violations(plan)).as("seed " + seed).isNotEmpty();
            }
        }
        assertThat(caught).isGreaterThan(NEEDED_LEAST);
    }

    @Test
    void wattsOfAForgottenReplicaAreMissedWithTheirSeed() {
        int caught = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomFleet fleet = RandomFleet.of(seed);
            if (fleet.view().replicas().isEmpty()) {
                continue;
            }
            Replica forgotten = anyOf(fleet, seed);
            Plan plan = fleet.seeing(weightless(fleet.view(), forgotten)).plan();
            if (isOverdrawn(fleet.view(), plan)) {
                caught++;
                assertThat(fleet.violations(plan)).as("seed " + seed).isNotEmpty();
            }
        }
        assertThat(caught).isGreaterThan(NEEDED_LEAST);
    }

    private static Replica anyOf(RandomFleet fleet, long seed) {
        List<Replica> replicas = fleet.view().replicas();
        return replicas.get(new Random(seed).nextInt(replicas.size()));
    }

    private static FleetView without(FleetView view, Replica forgotten) {
        List<Replica> others = new ArrayList<>(view.replicas());
        others.remove(forgotten);
        return new FleetView(view.topology(), view.racks(), view.services(), others);
    }

    private static FleetView weightless(FleetView view, Replica forgotten) {
        List<Replica> replicas = new ArrayList<>(view.replicas());
        replicas.replaceAll(
                replica ->
                        replica.equals(forgotten)
                                ? new Replica(
                                        replica.id(),
                                        replica.service(),
                                        replica.slot(),
                                        replica.part(),
                                        replica.rack(),
                                        replica.accelerators(),
                                        replica.state(),
                                        replica.routed(),
                                        replica.leaving(),
                                        0,
                                        replica.cause())
                                : replica);
        return new FleetView(view.topology(), view.racks(), view.services(), replicas);
    }

    private static boolean isTaken(FleetView view, Plan plan, Replica held) {
        for (Placement placement : plan.placements()) {
            if (view.topology().rack(placement.rack()).name().equals(held.rack())
                    && placement.acceleratorSet().intersects(held.acceleratorSet())) {
                return true;
            }
        }
        return false;
    }

    /** By the power book, which neither the search nor the verifier uses. */
    private static boolean isOverdrawn(FleetView view, Plan plan) {
        PowerBook book = view.powerBook();
        Topology topology = view.topology();
        for (Placement placement : plan.placements()) {
            book.commit(placement.rack(), placement.plannedWatts());
        }
        for (Placement placement : plan.placements()) {
            for (int domain : topology.feedsOf(placement.rack())) {
                if (book.domainWatts(domain) > topology.domain(domain).budgetWatts()) {
                    return true;
                }
            }
            int loop = topology.rack(placement.rack()).loop();
            if (book.loopHeatWatts(loop) > topology.loop(loop).heatCapacityWatts()) {
                return true;
            }
        }
        return false;
    }
}
