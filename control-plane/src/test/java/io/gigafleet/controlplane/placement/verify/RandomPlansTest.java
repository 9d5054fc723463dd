package io.gigafleet.controlplane.placement.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Reason;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every plan, on random fleets. A failure names its seed. */
class RandomPlansTest {

    private static final int SEEDS = Integer.getInteger("placement.seeds", 1_000);

    /** Of the seeds, those of the costlier properties. */
    private static final int FEWER = SEEDS / 4;

    private interface Property {
        void holds(long seed, RandomFleet fleet, Plan plan);
    }

    private static void forAll(int seeds, Property property) {
        for (long seed = 0; seed < seeds; seed++) {
            RandomFleet fleet = RandomFleet.of(seed);
            property.holds(seed, fleet, fleet.plan());
        }
    }

    @Test
    void noPlanViolatesAnything() {
        forAll(
                SEEDS,
                (seed, fleet, plan) ->
                        assertThat(fleet.violations(plan)).as("seed " + seed).isEmpty());
    }

    @Test
    void orderOfDemandsIsNoInputAndEqualInputGivesAnEqualPlan() {
        forAll(
                FEWER,
                (seed, fleet, plan) -> {
                    List<Demand> shuffled = new ArrayList<>(fleet.demands());
                    Collections.shuffle(shuffled, new Random(seed));
                    assertThat(fleet.wanting(shuffled).plan()).as("seed " + seed).isEqualTo(plan);
                });
    }

    @Test
    void headroomKeepsAPlanValid() {
        forAll(
                FEWER,
                (seed, fleet, plan) ->
                        assertThat(fleet.withHeadroom().violations(plan))
                                .as("seed " + seed)
                                .isEmpty());
    }

    /** Victims of what a tenant reclaims are counted out: they go by right, not by weight. */
    @Test
    void replanningWithHeadroomLosesNoMoreThanAThousandthOfTheWeight() {
        forAll(
                FEWER,
                (seed, fleet, plan) -> {
                    RandomFleet after = fleet.after(plan).withHeadroom();
                    long before = after.weightHeld();
                    Plan again = after.plan();
                    long lost = 0;
                    for (Preemption preemption : again.preemptions()) {
                        if (preemption.cause() == Preemption.Cause.PRIORITY) {
                            lost += after.weight(preemption.victims());
                            lost -= after.weight(preemption.beneficiary(), preemption.rack());
                        }
                    }
                    assertThat(lost).as("seed " + seed).isLessThanOrEqualTo(before / 1_000);
                });
    }

    /**
     * Of replicas of one part, for which the choice is exact. Those of several are given room part
     * by part; that all of them fit then is what the verifier sees.
     */
    @Test
    void nobodyIsPreemptedForNothing() {
        forAll(
                SEEDS,
                (seed, fleet, plan) -> {
                    for (Preemption preemption : plan.preemptions()) {
                        if (!shape(preemption.beneficiary()).liesInOneRack()) {
                            continue;
                        }
                        for (String copy : copies(preemption)) {
                            assertThat(Tampering.fitsWithout(fleet, plan, copy))
                                    .as("seed %d: %s goes needlessly", seed, copy)
                                    .isFalse();
                        }
                    }
                });
    }

    private static InferenceService.Shape shape(Demand demand) {
        return demand.service().service().spec().shape();
    }

    private static Set<String> copies(Preemption preemption) {
        Set<String> copies = new TreeSet<>();
        preemption.victims().stream().map(Replica::copy).forEach(copies::add);
        return copies;
    }

    @Test
    void everyFunnelAddsUp() {
        forAll(
                SEEDS,
                (seed, fleet, plan) -> {
                    for (Unplaced unplaced : plan.unplaced()) {
                        int rejected =
                                Stream.of(Filter.values())
                                        .mapToInt(unplaced.funnel()::rejectedBy)
                                        .sum();
                        String what = "seed %d: %s".formatted(seed, unplaced);
                        assertThat(unplaced.reason().text()).as(what).isNotBlank();
                        assertThat(unplaced.funnel().considered())
                                .as(what)
                                .isEqualTo(fleet.view().topology().rackCount());
                        if (racksAloneDecide(unplaced.reason())) {
                            assertThat(rejected).as(what).isEqualTo(unplaced.funnel().considered());
                        } else {
                            assertThat(rejected)
                                    .as(what)
                                    .isBetween(0, unplaced.funnel().considered());
                        }
                    }
                });
    }

    /** Else each rack alone may do, but the quota, the row, or who else is promised it does not. */
    private static boolean racksAloneDecide(Reason reason) {
        return switch (reason) {
            case Reason.QuotaExceeded ignored -> false;
            case Reason.WaitingForPreemption ignored -> false;
            case Reason.FragmentedRows ignored -> false;
            case Reason.NeverFits never -> !never.unit().equals("racks in one row");
            case Reason.NoSuchSku ignored -> true;
            case Reason.ResidencyUnsatisfiable ignored -> true;
            case Reason.NoRackReady ignored -> true;
            case Reason.WaitingForRollout ignored -> true;
            case Reason.PowerExhausted ignored -> true;
            case Reason.CoolingExhausted ignored -> true;
            case Reason.Fragmented ignored -> true;
            case Reason.AcceleratorsExhausted ignored -> true;
            case Reason.SpreadUnsatisfiable ignored -> true;
            case Reason.NoExclusiveRack ignored -> true;
            case Reason.Misconfigured ignored -> true;
        };
    }

    /**
     * An empty fleet may still be too tight for all parts of a replica together; of those only the
     * one direction is asked.
     */
    @Test
    void whatNeverFitsDoesNotFitAnEmptyFleetAndWhatWaitsDoes() {
        forAll(
                FEWER,
                (seed, fleet, plan) -> {
                    for (Unplaced unplaced : plan.unplaced()) {
                        boolean isSimple =
                                unplaced.demand()
                                        .service()
                                        .service()
                                        .spec()
                                        .shape()
                                        .liesInOneRack();
                        boolean isOverQuota = unplaced.reason() instanceof Reason.QuotaExceeded;
                        boolean waits = unplaced.reason().retried();
                        boolean placedAlone =
                                !fleet.emptied(unplaced.demand()).plan().placements().isEmpty();
                        if (!waits || (isSimple && !isOverQuota)) {
                            assertThat(placedAlone)
                                    .as("seed %d: %s", seed, unplaced)
                                    .isEqualTo(waits);
                        }
                    }
                });
    }
}
