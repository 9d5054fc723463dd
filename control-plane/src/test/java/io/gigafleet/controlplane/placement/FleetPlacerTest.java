package io.gigafleet.controlplane.placement;

import static io.gigafleet.controlplane.fleet.TestFleet.preemptible;
import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.verify.PlanVerifier;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetPlacerTest {

    private final Placer placer = new FleetPlacer();

    private Plan plan(FleetView view, ServiceView... services) {
        List<Demand> demands = new ArrayList<>();
        for (ServiceView service : services) {
            IntStream.range(0, service.wanted())
                    .forEach(slot -> demands.add(new Demand(service, slot)));
        }
        Plan plan = placer.plan(view, demands);
        assertThat(PlanVerifier.violations(view, demands, plan)).isEmpty();
        return plan;
    }

    private static Reason onlyReason(Plan plan) {
        assertThat(plan.placements()).isEmpty();
        assertThat(plan.unplaced()).hasSize(1);
        return plan.unplaced().getFirst().reason();
    }

    @Test
    void fillsTheFullestRackThatStillFits() {
        ServiceView running = service("running", 64, 1, 1);
        FleetView view =
                new TestFleet()
                        .service(running)
                        .replica(replica(running, 0, 2, 0, ReplicaState.SERVING))
                        .view();
        assertThat(plan(view, service("small", 8, 1, 1)).placements())
                .singleElement()
                .satisfies(
                        placement -> {
                            assertThat(placement.rack()).isEqualTo(2);
                            assertThat(placement.accelerators())
                                    .isEqualTo(IntStream.range(64, 72).boxed().toList());
                        });
    }

    @Test
    void drainingRackReceivesNoNewPlacement() {
        TestFleet fleet = new TestFleet().rows(1, 2);
        fleet.rack(0, rackView(Condition.FRESH, true, true));
        fleet.rack(1, rackView(Condition.STALE, false, false));
        assertThat(onlyReason(plan(fleet.view(), service("chat", 8, 1, 1))))
                .isEqualTo(new Reason.NoRackReady(2, "r0 is draining"));
    }

    @Test
    void serviceWaitsForRacksThatAreOnTheirWay() {
        TestFleet fleet = new TestFleet().rows(1, 2);
        for (int rack = 0; rack < 2; rack++) {
            fleet.rack(
                    rack,
                    rackView(
                            Condition.FRESH,
                            false,
                            false,
                            Standing.at(RackStage.BURNED_IN, 140_000)));
        }
        Reason reason = onlyReason(plan(fleet.view(), service("chat", 8, 1, 1)));
        assertThat(reason).isEqualTo(new Reason.WaitingForRollout(2, "r1 is BURNED_IN"));
        assertThat(reason.retried()).isTrue();
        assertThat(reason.text())
                .isEqualTo("the 2 racks that would do are not in service yet; r1 is BURNED_IN");
    }

    @Test
    void rackThatIsOutForAnotherReasonIsNotWaitedFor() {
        TestFleet fleet = new TestFleet().rows(1, 2);
        fleet.rack(0, rackView(Condition.FRESH, false, false, Standing.at(RackStage.PLANNED, 0)));
        fleet.rack(1, rackView(Condition.FRESH, true, false));
        assertThat(onlyReason(plan(fleet.view(), service("chat", 8, 1, 1))))
                .isEqualTo(new Reason.NoRackReady(2, "r0 is not in service (PLANNED)"));
    }

    @Test
    void siteWithoutRacksWaitsForItsFirstDelivery() {
        Reason reason =
                onlyReason(plan(new TestFleet().rows(1, 0).view(), service("chat", 8, 1, 1)));
        assertThat(reason).isEqualTo(new Reason.WaitingForRollout(0, ""));
        assertThat(reason.text())
                .isEqualTo("the site has no rack yet; it waits for a delivery and its rollout");
    }

    @Test
    void higherPriorityIsServedFirst() {
        FleetView view = new TestFleet().rows(1, 1).view();
        Plan plan = plan(view, service("low", 72, 1, 1), service("high", 72, 1, 2));
        assertThat(plan.placements().getFirst().demand().service().name()).isEqualTo("high");
        assertThat(plan.unplaced().getFirst().reason())
                .isEqualTo(new Reason.AcceleratorsExhausted(72, 0));
    }

    @Test
    void powerOfADomainAboveTheRackIsNotExceeded() {
        FleetView view = new TestFleet().rows(1, 2).siteWatts(42_000 + 130_000).view();
        Plan plan = plan(view, service("whole", 72, 2, 1));
        assertThat(plan.placements()).hasSize(1);
        assertThat(plan.unplaced().getFirst().reason())
                .isEqualTo(new Reason.PowerExhausted("site", 119_000, 11_000));
        assertThat(plan.unplaced().getFirst().reason().nearestFit())
                .isEqualTo("needs 119.0 kW; the best, site, has 11.0 kW");
    }

    @Test
    void neverAndNotNowAreDifferentAnswers() {
        FleetView tight = new TestFleet().rows(1, 2).siteWatts(42_000 + 100_000).view();
        Reason never = onlyReason(plan(tight, service("whole", 72, 1, 1)));
        assertThat(never).isEqualTo(new Reason.NeverFits("site", 119_000, 100_000, "W"));
        assertThat(never.retried()).isFalse();
    }

    @Test
    void coolingOfALoopIsNotExceeded() {
        FleetView view = new TestFleet().rows(1, 2).loopHeatWatts(160_000).view();
        Plan plan = plan(view, service("whole", 72, 2, 1));
        assertThat(plan.placements()).hasSize(1);
        assertThat(plan.unplaced().getFirst().reason()).isInstanceOf(Reason.CoolingExhausted.class);
    }

    @Test
    void roomThatDrainsAlreadyIsWaitedForAndNobodyElseGoes() {
        ServiceView running = service("running", 36, 2, 0);
        FleetView view =
                new TestFleet()
                        .rows(1, 1)
                        .service(running)
                        .replica(replica(running, 0, 0, 0, ReplicaState.DRAINING))
                        .replica(replica(running, 1, 0, 36, ReplicaState.SERVING))
                        .view();
        Plan plan = plan(view, service("urgent", 36, 1, 5));
        assertThat(plan.preemptions()).isEmpty();
        assertThat(onlyReason(plan)).isEqualTo(new Reason.WaitingForPreemption("r0", 1));
    }

    @Test
    void freeAcceleratorsInPiecesAreFragmentation() {
        ServiceView running = service("running", 40, 2, 1);
        FleetView view =
                new TestFleet()
                        .rows(1, 2)
                        .service(running)
                        .replica(replica(running, 0, 0, 0, ReplicaState.SERVING))
                        .replica(replica(running, 1, 1, 0, ReplicaState.SERVING))
                        .view();
        assertThat(onlyReason(plan(view, service("large", 40, 1, 1))))
                .isEqualTo(new Reason.Fragmented(40, 32, "r0", 64));
    }

    @Test
    void replicaLargerThanAnyScaleUpDomainNeverFits() {
        assertThat(onlyReason(plan(new TestFleet().view(), service("huge", 73, 1, 1))))
                .isEqualTo(
                        new Reason.NeverFits(
                                "the largest scale-up domain", 73, 72, "accelerators"));
    }

    @Test
    void replicaWhoseWeightsExceedItsMemoryNeverFits() {
        ServiceView huge = withModel(service("huge", 1, 1, 1), 671e9);
        assertThat(onlyReason(plan(new TestFleet().view(), huge)))
                .isEqualTo(
                        new Reason.NeverFits(
                                "the memory of 1 accelerators", 671, 259, "GB for its weights"));
    }

    private static ServiceView withModel(ServiceView service, double parameters) {
        InferenceService.Spec spec = service.service().spec();
        return new ServiceView(
                new InferenceService(
                        service.service().metadata(),
                        new InferenceService.Spec(
                                spec.tenant(),
                                new InferenceService.Model(
                                        "huge",
                                        parameters,
                                        parameters,
                                        InferenceService.Precision.FP8,
                                        8192),
                                spec.replicas(),
                                spec.shape(),
                                spec.power(),
                                spec.priority(),
                                spec.preemptible(),
                                spec.placement(),
                                spec.slo(),
                                spec.traffic())),
                service.wanted(),
                service.quota());
    }

    @Test
    void slotThatGrowsCountsWithWhatItHoldsNow() {
        ServiceView small = service("grow", 4, 2, 1, OptionalInt.empty(), 16);
        ServiceView large = service("grow", 16, 2, 1, OptionalInt.empty(), 16);
        FleetView view =
                new TestFleet()
                        .service(large)
                        .replica(replica(small, 0, 0, 0, ReplicaState.SERVING))
                        .replica(replica(small, 1, 0, 4, ReplicaState.SERVING))
                        .view();
        List<Demand> demands = List.of(new Demand(large, 0));
        Plan plan = placer.plan(view, demands);
        assertThat(PlanVerifier.violations(view, demands, plan)).isEmpty();
        assertThat(plan.unplaced().getFirst().reason())
                .isEqualTo(new Reason.QuotaExceeded("acme", 16, 4, 16));
    }

    @Test
    void spreadLimitsReplicasPerRow() {
        ServiceView spread = service("spread", 8, 3, 1, OptionalInt.of(1), 1_000);
        Plan plan = plan(new TestFleet().rows(2, 2).view(), spread);
        assertThat(plan.placements()).hasSize(2);
        assertThat(plan.unplaced().getFirst().reason())
                .isEqualTo(new Reason.SpreadUnsatisfiable(1));
    }

    @Test
    void tenantHoldsNoMoreThanItsQuota() {
        ServiceView greedy = service("greedy", 8, 3, 1, OptionalInt.empty(), 16);
        Plan plan = plan(new TestFleet().view(), greedy);
        assertThat(plan.placements()).hasSize(2);
        assertThat(plan.unplaced().getFirst().reason())
                .isEqualTo(new Reason.QuotaExceeded("acme", 8, 16, 16));
    }

    @Test
    void tenantsOwnLesserReplicasGiveUpItsQuota() {
        ServiceView batch = preemptible(service("batch", 8, 2, 0, OptionalInt.empty(), 80));
        ServiceView whole = service("whole", 72, 1, 5, OptionalInt.empty(), 80);
        FleetView view =
                new TestFleet()
                        .service(batch)
                        .replica(replica(batch, 0, 0, 0, ReplicaState.SERVING))
                        .replica(replica(batch, 1, 0, 8, ReplicaState.SERVING))
                        .view();
        Plan plan = plan(view, whole);
        assertThat(plan.preemptions())
                .singleElement()
                .satisfies(preemption -> assertThat(preemption.victims()).hasSize(1));
    }

    @Test
    void replacementOfASlotNeedsNoRoomInQuotaOrSpread() {
        ServiceView chat = service("chat", 8, 1, 1, OptionalInt.of(1), 8);
        FleetView view =
                new TestFleet()
                        .rows(1, 2)
                        .rack(0, rackView(Condition.FRESH, true, true))
                        .service(chat)
                        .replica(replica(chat, 0, 0, 0, ReplicaState.SERVING))
                        .view();
        assertThat(plan(view, chat).placements()).hasSize(1);
    }

    @Test
    void wholeTraysAreKeptWhole() {
        ServiceView odd = service("odd", 3, 1, 1);
        ServiceView even = service("even", 8, 1, 1);
        FleetView view =
                new TestFleet()
                        .rows(1, 1)
                        .service(odd)
                        .replica(replica(odd, 0, 0, 0, ReplicaState.SERVING))
                        .view();
        assertThat(plan(view, even).placements().getFirst().accelerators())
                .isEqualTo(IntStream.range(4, 12).boxed().toList());
    }

    /**
     * On random fleets every plan is verified in {@link #plan}; and the order of demands is no
     * input.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void plansOfRandomFleetsViolateNothingAndDependOnNoOrder(long seed) {
        Random random = new Random(seed);
        TestFleet fleet =
                new TestFleet()
                        .rows(1 + random.nextInt(4), 2 + random.nextInt(6))
                        .siteWatts(500_000 + random.nextInt(2_000_000))
                        .rowWatts(200_000 + random.nextInt(800_000))
                        .loopHeatWatts(60_000 + random.nextInt(300_000));
        List<Demand> demands = new ArrayList<>();
        int quota = random.nextInt(600);
        for (int s = 0; s < 6; s++) {
            ServiceView service =
                    service(
                            "s" + s,
                            1 + random.nextInt(72),
                            1 + random.nextInt(12),
                            random.nextInt(4),
                            random.nextBoolean() ? OptionalInt.of(3) : OptionalInt.empty(),
                            quota);
            fleet.service(service);
            IntStream.range(0, service.wanted())
                    .forEach(slot -> demands.add(new Demand(service, slot)));
        }
        for (int rack = 0; rack < 2; rack++) {
            fleet.rack(
                    rack,
                    rackView(
                            List.of(Condition.values()).get(random.nextInt(4)),
                            random.nextBoolean(),
                            false));
        }
        FleetView view = fleet.view();
        Plan plan = placer.plan(view, demands);
        assertThat(PlanVerifier.violations(view, demands, plan)).as("seed " + seed).isEmpty();
        assertThat(plan.placements().size() + plan.unplaced().size())
                .as("seed " + seed)
                .isEqualTo(demands.size());
        Collections.shuffle(demands, random);
        assertThat(placer.plan(view, demands)).as("seed " + seed).isEqualTo(plan);
    }
}
