package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Caps as they are in force at racks, not as they were sent: some racks get them late, some not at
 * all for a while, until what they have lapses and they fall to their safe caps. Commitments change
 * every second, and a new leader takes over, which knows of the old one's caps what racks report.
 *
 * <p>A rack whose safe cap is above the cap that lapsed counts with that: it had less because less
 * is committed on it, and a higher cap gives it nothing to draw with.
 */
class CapsInTransitTest {

    private static final long STEP_MILLIS = 200;
    private static final long TTL_MILLIS = 15_000;
    private static final long LEADERLESS_MILLIS = 1_000;
    private static final long SLOW_PERMILLE = 1_300;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private final class Site {
        private final Random random;
        private Topology topology;
        private final RackSights sights;
        private final long[] inForceWatts;
        private final long[] lapsesAtMillis;
        private final long[] deafUntilMillis;
        private boolean deafAreMute;
        private long nowMillis = 1_000_000;
        private GuardMemory memory = GuardMemory.none();
        private final Guard guard;

        Site(long seed) {
            random = new Random(seed);
            guard = new Guard(seed);
            int racks = 2 * (2 + random.nextInt(3));
            long rowWatts = racks * 140_000L * (450 + random.nextInt(400)) / 1_000;
            topology =
                    new TestFleet()
                            .rows(2, racks)
                            .rowWatts(rowWatts)
                            .siteWatts(2 * rowWatts * (750 + random.nextInt(250)) / 1_000)
                            .topology();
            sights = RackSights.blank(topology.rackCount());
            long[] safe = PowerCaps.safe(topology);
            inForceWatts = safe.clone();
            lapsesAtMillis = new long[safe.length];
            deafUntilMillis = new long[safe.length];
            for (int rack = 0; rack < safe.length; rack++) {
                sights.safeCapWatts()[rack] = safe[rack];
                sights.ceilingWatts()[rack] = topology.rack(rack).peakWatts();
            }
            commit();
        }

        /** Other replicas, within what every domain carries. */
        private void commit() {
            long[] committed = sights.committedWatts();
            Arrays.fill(committed, topology.rack(0).idleWatts());
            for (int tries = 0; tries < 4 * committed.length; tries++) {
                int rack = random.nextInt(committed.length);
                long more = random.nextInt(60_000);
                boolean fits = committed[rack] + more <= topology.rack(rack).peakWatts();
                for (int domain : topology.feedsOf(rack)) {
                    fits &= sum(domain, committed) + more <= topology.domain(domain).budgetWatts();
                }
                committed[rack] += fits ? more : 0;
            }
        }

        void run(long millis) {
            for (long end = nowMillis + millis; nowMillis < end; ) {
                nowMillis += STEP_MILLIS;
                if (nowMillis % 1_000 == 0) {
                    commit();
                    int rack = random.nextInt(inForceWatts.length);
                    deafUntilMillis[rack] = nowMillis + random.nextInt(20_000);
                }
                report();
                GuardOutcome outcome = guard.look(sight(), memory);
                memory = outcome.memory();
                deliver(outcome.capWatts());
                check();
            }
        }

        /** The old leader's lease runs out: it raises nothing, and racks report what they have. */
        void leaderless() {
            for (long end = nowMillis + LEADERLESS_MILLIS; nowMillis < end; ) {
                nowMillis += STEP_MILLIS;
                report();
                lapse();
                check();
            }
        }

        /** A plane that has just started: only racks that speak now are known. */
        void forget() {
            for (int rack = 0; rack < inForceWatts.length; rack++) {
                if (deafUntilMillis[rack] > nowMillis) {
                    sights.heardAtMillis()[rack] = 0;
                    sights.capInForceWatts()[rack] = 0;
                    sights.drawWatts()[rack] = 0;
                }
            }
        }

        private void lapse() {
            for (int rack = 0; rack < inForceWatts.length; rack++) {
                if (lapsesAtMillis[rack] <= nowMillis) {
                    inForceWatts[rack] = Math.min(inForceWatts[rack], sights.safeCapWatts()[rack]);
                }
            }
        }

        private void report() {
            for (int rack = 0; rack < inForceWatts.length; rack++) {
                boolean isMute = deafAreMute && deafUntilMillis[rack] > nowMillis;
                if (!isMute && (nowMillis / STEP_MILLIS + rack) % 5 == 0) {
                    sights.heardAtMillis()[rack] = nowMillis;
                    sights.drawWatts()[rack] =
                            Math.min(inForceWatts[rack], sights.committedWatts()[rack] * 9 / 10);
                    sights.capInForceWatts()[rack] = inForceWatts[rack];
                }
            }
        }

        private void deliver(long[] capWatts) {
            for (int rack = 0; rack < capWatts.length; rack++) {
                if (deafUntilMillis[rack] <= nowMillis) {
                    inForceWatts[rack] = capWatts[rack];
                    lapsesAtMillis[rack] = nowMillis + TTL_MILLIS;
                }
            }
            lapse();
        }

        private void check() {
            for (int domain = 0; domain < topology.domains().size(); domain++) {
                PowerDomain budget = topology.domain(domain);
                assertThat(sum(domain, inForceWatts))
                        .as("caps in force in %s at %d ms", budget.name(), nowMillis)
                        .isLessThanOrEqualTo(budget.budgetWatts() * SLOW_PERMILLE / 1_000);
            }
        }

        private long sum(int domain, long[] watts) {
            long sum = 0;
            for (int rack = 0; rack < watts.length; rack++) {
                sum += topology.feeds(domain, rack) ? watts[rack] : 0;
            }
            return sum;
        }

        private GuardSight sight() {
            return new GuardSight(
                    topology,
                    sights,
                    new PlantSights(
                            Collections.nCopies(topology.domains().size(), DomainSight.UNMETERED),
                            Collections.nCopies(topology.loops().size(), LoopSight.UNHEARD)),
                    List.of(),
                    Modes.ALL_ACT,
                    nowMillis);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void capsInForceAddUpWhicheverReachTheirRacks(long seed) {
        new Site(seed).run(120_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void capsInForceAddUpThoughRacksAreCutOffFromThePlane(long seed) {
        Site site = new Site(seed);
        site.deafAreMute = true;
        site.run(120_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void capsInForceAddUpWhileOperatorsChangeTheSite(long seed) {
        Site site = new Site(seed);
        site.deafAreMute = true;
        for (int change = 0; change < 120; change++) {
            site.run(1_000);
            site.topology = FluidSite.redeclared(site.topology);
            if (change % 3 == 0) {
                site.run(STEP_MILLIS);
                site.topology = FluidSite.redeclared(site.topology);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void capsOfAnOldAndANewLeaderAddUpTogether(long seed) {
        Site site = new Site(seed);
        for (int leader = 0; leader < 4; leader++) {
            site.run(20_000 + site.random.nextInt(20_000));
            site.leaderless();
            site.memory = GuardMemory.none();
            site.commit();
        }
        site.run(40_000);
    }

    /** Racks that say nothing for a while may still have what the old leader gave them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void leaderThatHasHeardNothingBeforeCountsWithCapsItCannotKnow(long seed) {
        Site site = new Site(seed);
        site.deafAreMute = true;
        for (int leader = 0; leader < 6; leader++) {
            site.run(20_000 + site.random.nextInt(20_000));
            site.leaderless();
            site.memory = GuardMemory.none();
            site.forget();
            site.commit();
        }
    }
}
