package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.FluidSite.Looking;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on any site under any load; a seed that fails becomes a story. */
class GuardPropertiesTest {

    private static final long PEAK_WATTS = 140_000;
    private static final long IDLE_WATTS = 21_000;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    /** Rows that carry 60 to 100% of their racks' peak, half to all of it on one feed. */
    private static Topology topology(Random random) {
        int rows = 1 + random.nextInt(3);
        int racks = 2 * (1 + random.nextInt(4));
        long rowPeak = racks * PEAK_WATTS;
        Topology plain =
                new TestFleet()
                        .rows(rows, racks)
                        .rowWatts(rowPeak * (600 + random.nextInt(400)) / 1_000)
                        .siteWatts(rows * rowPeak * (550 + random.nextInt(450)) / 1_000)
                        .topology();
        List<PowerDomain> domains = new ArrayList<>();
        for (PowerDomain domain : plain.domains()) {
            domains.add(
                    new PowerDomain(
                            domain.name(),
                            domain.kind(),
                            domain.parent(),
                            domain.budgetWatts(),
                            domain.budgetWatts() * (500 + random.nextInt(500)) / 1_000));
        }
        return new Topology(domains, plain.loops(), plain.racks());
    }

    private static void promise(FluidSite site, Random random) {
        for (int rack = 0; rack < site.drawWatts.length; rack++) {
            long swing = random.nextInt((int) (PEAK_WATTS - IDLE_WATTS));
            site.load(rack, IDLE_WATTS + swing, random.nextBoolean() ? swing / 2 : 0);
        }
    }

    private static void shake(FluidSite site, Random random) {
        for (int rack = 0; rack < site.drawWatts.length; rack++) {
            if (random.nextInt(3) == 0) {
                site.demandWatts[rack] =
                        IDLE_WATTS + random.nextInt((int) (PEAK_WATTS - IDLE_WATTS) + 1);
            }
        }
    }

    private static void live(long seed, Looking guard) {
        Random random = new Random(seed);
        FluidSite site = new FluidSite(topology(random), guard);
        SiteInvariants invariants = new SiteInvariants(site, "seed " + seed);
        promise(site, random);
        for (int event = 0; event < 25; event++) {
            shake(site, random);
            int domain = random.nextInt(site.topology.domains().size());
            switch (random.nextInt(6)) {
                case 0 -> invariants.loseFeed(domain);
                case 1 -> site.feedsPresent.put(domain, 2);
                case 2 -> promise(site, random);
                default -> {}
            }
            invariants.run(200 + random.nextInt(12_000));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noDomainIsEverBeyondWhatItsUpsCarriesNorLongOverItsBudget(long seed) {
        live(seed, new Guard(seed)::look);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void guardThatCutsOnlyHalfOfWhatIsNeededIsCaught(long seed) {
        Guard guard = new Guard(seed);
        Looking broken =
                (sight, memory) -> {
                    GuardOutcome sound = guard.look(sight, memory);
                    long[] caps = sound.capWatts().clone();
                    for (int rack = 0; rack < caps.length; rack++) {
                        caps[rack] = (caps[rack] + sight.racks().ceilingWatts()[rack]) / 2;
                    }
                    return withCaps(sound, caps);
                };
        assertThatThrownBy(() -> live(seed, broken)).isInstanceOf(AssertionError.class);
    }

    @Test
    void guardThatForgetsLostFeedsIsCaught() {
        Guard guard = new Guard(1);
        Looking broken = (sight, memory) -> guard.look(withoutMeters(sight), memory);
        assertThatThrownBy(
                        () -> {
                            for (long seed = 1; seed <= 10; seed++) {
                                live(seed, broken);
                            }
                        })
                .isInstanceOf(AssertionError.class);
    }

    private static GuardSight withoutMeters(GuardSight sight) {
        List<DomainSight> unmetered =
                Collections.nCopies(sight.topology().domains().size(), DomainSight.UNMETERED);
        return new GuardSight(
                sight.topology(),
                sight.racks(),
                new PlantSights(unmetered, sight.plant().loops()),
                sight.loadTargets(),
                sight.modes(),
                sight.nowMillis());
    }

    private static GuardOutcome withCaps(GuardOutcome outcome, long[] caps) {
        return new GuardOutcome(
                caps,
                outcome.suspensions(),
                outcome.trips(),
                outcome.liquid(),
                outcome.barred(),
                outcome.drains(),
                outcome.bad(),
                outcome.budgetWatts(),
                outcome.heatCapacityWatts(),
                outcome.acts(),
                outcome.alarms(),
                outcome.target(),
                outcome.memory());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cutIsNoLargerThanNeededAndFairAmongLikeRacks(long seed) {
        Random random = new Random(seed);
        int racks = 2 * (2 + random.nextInt(6));
        long budget = racks * PEAK_WATTS * (780 + random.nextInt(200)) / 1_000;
        FluidSite site =
                new FluidSite(new TestFleet().rows(1, racks).rowWatts(budget).topology(), seed);
        for (int rack = 0; rack < racks; rack++) {
            site.load(rack, PEAK_WATTS, 0);
            site.demandWatts[rack] = IDLE_WATTS + random.nextInt(79_000);
        }
        site.run(5_000);
        for (int rack = 0; rack < racks; rack++) {
            site.demandWatts[rack] = 120_000 + random.nextInt(20_000);
        }
        site.run(1_500);
        long wanted = 0;
        long highest = 0;
        for (int rack = 0; rack < racks; rack++) {
            wanted += site.demandWatts[rack];
            highest = Math.max(highest, site.drawWatts[rack]);
        }
        if (wanted < budget * 99 / 100) {
            assertThat(site.watts(1)).as("seed %d, nothing to cut", seed).isEqualTo(wanted);
            return;
        }
        assertThat(site.watts(1))
                .as("seed %d, cut to the band and no further", seed)
                .isBetween(budget * 94 / 100, budget * 96 / 100);
        for (int rack = 0; rack < racks; rack++) {
            if (site.drawWatts[rack] < site.demandWatts[rack]) {
                assertThat(site.drawWatts[rack])
                        .as("seed %d rack %d is cut to the common level", seed, rack)
                        .isCloseTo(highest, Offset.offset(1_500L));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000, 5_000, 10_000, 20_000, 40_000, 90_000})
    void bouncingLoadIsCutAFewTimesAndThenHeld(long periodMillis) {
        FluidSite site = new FluidSite(new TestFleet().rows(1, 8).rowWatts(900_000).topology(), 7);
        site.loadAll(60_000).run(3_000);
        int crossings = 0;
        boolean wasOver = false;
        for (long passed = 0; passed < 3_600_000; passed += FluidSite.STEP_MILLIS) {
            long demand = passed % periodMillis < periodMillis / 2 ? 130_000 : 50_000;
            for (int rack = 0; rack < 8; rack++) {
                site.demandWatts[rack] = demand;
            }
            site.run(FluidSite.STEP_MILLIS);
            boolean isOver = site.watts(1) >= 891_000;
            crossings += isOver && !wasOver ? 1 : 0;
            wasOver = isOver;
        }
        assertThat(crossings).as("in an hour of period %d", periodMillis).isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void staticCapsAddUpOnEveryDomain(long seed) {
        Topology topology = topology(new Random(seed));
        long[] safe = PowerCaps.safe(topology);
        long[] failover = PowerCaps.failover(topology);
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            long safeSum = 0;
            long failoverSum = 0;
            for (int rack = 0; rack < safe.length; rack++) {
                safeSum += topology.feeds(domain, rack) ? safe[rack] : 0;
                failoverSum += topology.feeds(domain, rack) ? failover[rack] : 0;
            }
            assertThat(safeSum).isLessThanOrEqualTo(topology.domain(domain).budgetWatts());
            assertThat(failoverSum).isLessThanOrEqualTo(topology.domain(domain).failoverWatts());
        }
    }
}
