package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.power.Bands;
import io.gigafleet.controlplane.safety.power.GuardedSite;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cut is the least: in sum, and of what is not preemptible, where caps alone are enough.
 *
 * <p>What has to be met: every domain that is at its highest band after what the domains below it
 * must give comes down to its middle band. Whatever is done, domains that share no rack give up
 * what each needs, so that the sum of their needs is a lower bound; the largest of all choices of
 * such domains is the optimum of the linear program, since domains are a tree. The test tries all
 * choices.
 */
class LeastCutTest {

    private static final long BEGIN_MILLIS = 1_000_000;
    private static final int ROWS_PER_HALL = 2;
    private static final int HALLS = 2;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    /** A site of two halls of two rows of one to four racks; budgets are set by what they draw. */
    private static Topology topology(Random random, long[] drawWatts, int[] rowOfRack) {
        RackSpot like = new TestFleet().rows(1, 2).topology().rack(0);
        List<PowerDomain> domains = new ArrayList<>();
        domains.add(new PowerDomain("site", DomainKind.SITE, PowerDomain.ROOT, 1));
        for (int hall = 0; hall < HALLS; hall++) {
            domains.add(new PowerDomain("hall-" + hall, DomainKind.HALL, 0, 1));
        }
        for (int row = 0; row < HALLS * ROWS_PER_HALL; row++) {
            domains.add(new PowerDomain("row-" + row, DomainKind.ROW, 1 + row / ROWS_PER_HALL, 1));
        }
        List<RackSpot> racks = new ArrayList<>();
        long[] watts = new long[domains.size()];
        for (int rack = 0; rack < drawWatts.length; rack++) {
            int row = 1 + HALLS + rowOfRack[rack];
            racks.add(new RackSpot("r" + rack, like.sku(), "h", "row-" + row, row, 0));
            for (int at = row; at != PowerDomain.ROOT; at = domains.get(at).parent()) {
                watts[at] += drawWatts[rack];
            }
        }
        for (int domain = 0; domain < watts.length; domain++) {
            long budget = Math.max(1, watts[domain] * (820 + random.nextInt(360)) / 1_000);
            domains.set(domain, domains.get(domain).withBudget(budget));
        }
        return new Topology(domains, List.of(new CoolantLoop("loop", 100_000_000)), racks);
    }

    private static RackSights sights(Topology topology, long[] drawWatts, long[] preemptible) {
        RackSights sights = RackSights.blank(drawWatts.length);
        for (int rack = 0; rack < drawWatts.length; rack++) {
            sights.heardAtMillis()[rack] = BEGIN_MILLIS;
            sights.drawWatts()[rack] = drawWatts[rack];
            sights.committedWatts()[rack] = drawWatts[rack];
            sights.preemptibleWatts()[rack] = preemptible[rack];
            sights.ceilingWatts()[rack] = topology.rack(rack).peakWatts();
            sights.capInForceWatts()[rack] = topology.rack(rack).peakWatts();
            sights.safeCapWatts()[rack] = topology.rack(rack).idleWatts();
        }
        return sights;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void guardTakesNoMoreThanAnyoneMustAndPreemptibleWattsFirst(long seed) {
        Random random = new Random(seed);
        int[] rowOfRack = rows(random);
        long[] draw = new long[rowOfRack.length];
        long[] preemptible = new long[draw.length];
        for (int rack = 0; rack < draw.length; rack++) {
            long swing = 30_000 + random.nextInt(89_000);
            draw[rack] = 21_000 + swing;
            preemptible[rack] = random.nextInt(3) == 0 ? swing * random.nextInt(101) / 100 : 0;
        }
        Topology topology = topology(random, draw, rowOfRack);
        GuardOutcome outcome =
                new Guard(seed)
                        .look(
                                new GuardSight(
                                        topology,
                                        sights(topology, draw, preemptible),
                                        new PlantSights(
                                                Collections.nCopies(
                                                        topology.domains().size(),
                                                        DomainSight.UNMETERED),
                                                List.of(LoopSight.UNHEARD)),
                                        List.of(),
                                        Modes.ALL_ACT,
                                        BEGIN_MILLIS),
                                GuardMemory.none());

        GuardedSite site = new GuardedSite(topology);
        long[] cut = new long[draw.length];
        long[] normalCut = new long[draw.length];
        long[] yields = new long[draw.length];
        for (int rack = 0; rack < draw.length; rack++) {
            cut[rack] = Math.max(0, draw[rack] - outcome.memory().power().cutWatts()[rack]);
            yields[rack] = preemptible[rack] - site.atLowestClock(rack, preemptible[rack]);
            normalCut[rack] = Math.max(0, cut[rack] - yields[rack]);
        }
        long[] needs = needs(topology, draw);
        long roundedWatts = 4L * draw.length;
        long least = largest(topology, domain -> needs[(int) domain]);
        assertThat(sum(cut))
                .as("seed %d: cut in sum, at least %d W", seed, least)
                .isBetween(least, least * 101 / 100 + roundedWatts);
        long leastNormal =
                largest(
                        topology,
                        domain ->
                                Math.max(0, needs[(int) domain] - below(topology, domain, yields)));
        assertThat(sum(normalCut))
                .as("seed %d: of normal replicas, at least %d W", seed, leastNormal)
                .isLessThanOrEqualTo(leastNormal * 101 / 100 + roundedWatts);
        for (int domain = 0; domain < needs.length; domain++) {
            assertThat(below(topology, domain, cut))
                    .as("seed %d: domain %d comes into its band", seed, domain)
                    .isGreaterThanOrEqualTo(needs[domain]);
        }
    }

    private static int[] rows(Random random) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < HALLS * ROWS_PER_HALL; row++) {
            rows.addAll(Collections.nCopies(1 + random.nextInt(4), row));
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * What each domain must give, 0 where it is calm once those below have given what they must.
     */
    private static long[] needs(Topology topology, long[] draw) {
        long[] needs = new long[topology.domains().size()];
        long[] given = new long[needs.length];
        for (int domain = needs.length - 1; domain >= 0; domain--) { // parents come first
            long watts = below(topology, domain, draw);
            long budget = topology.domain(domain).budgetWatts();
            if (watts - given[domain] >= budget * Bands.POWER.capPermille() / 1_000) {
                needs[domain] = watts - budget * Bands.POWER.targetPermille() / 1_000;
            }
            int parent = topology.domain(domain).parent();
            if (parent != PowerDomain.ROOT) {
                given[parent] += Math.max(needs[domain], given[domain]);
            }
        }
        return needs;
    }

    /** The largest sum over domains of which none feeds another, by trying all choices. */
    private static long largest(Topology topology, LongUnaryOperator wattsOfDomain) {
        int domains = topology.domains().size();
        long largest = 0;
        for (int choice = 0; choice < 1 << domains; choice++) {
            if (isDisjoint(topology, choice)) {
                long sum = 0;
                for (int domain = 0; domain < domains; domain++) {
                    sum += (choice >> domain & 1) == 1 ? wattsOfDomain.applyAsLong(domain) : 0;
                }
                largest = Math.max(largest, sum);
            }
        }
        return largest;
    }

    private static boolean isDisjoint(Topology topology, int choice) {
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            int above = (choice >> domain & 1) == 1 ? topology.domain(domain).parent() : -1;
            for (; above != PowerDomain.ROOT; above = topology.domain(above).parent()) {
                if ((choice >> above & 1) == 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long below(Topology topology, long domain, long[] watts) {
        long sum = 0;
        for (int rack = 0; rack < watts.length; rack++) {
            sum += topology.feeds((int) domain, rack) ? watts[rack] : 0;
        }
        return sum;
    }

    private static long sum(long[] watts) {
        return LongStream.of(watts).sum();
    }
}
