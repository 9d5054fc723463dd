package io.gigafleet.controlplane.placement.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the choice among all subsets, on racks made from seeds. */
class VictimsTest {

    private static final int SEEDS = 500;
    private static final long BELOW = 1_000_000;

    private record Replica(int accelerators, long watts, long worth) {}

    private static List<Replica> rack(Random random) {
        List<Replica> replicas = new ArrayList<>();
        int count = 1 + random.nextInt(10);
        for (int at = 0; at < count; at++) {
            int accelerators = 1 + random.nextInt(12);
            replicas.add(
                    new Replica(
                            accelerators,
                            accelerators * (long) (300 + random.nextInt(4) * 200),
                            (long) accelerators << random.nextInt(4)));
        }
        return replicas;
    }

    private static Victims victims(List<Replica> rack) {
        Victims victims = new Victims();
        rack.forEach(one -> victims.add(one.accelerators(), one.watts(), one.worth()));
        return victims;
    }

    private static long least(List<Replica> rack, int accelerators, long watts) {
        long least = BELOW;
        for (int subset = 0; subset < 1 << rack.size(); subset++) {
            int freed = 0;
            long freedWatts = 0;
            long worth = 0;
            for (int at = 0; at < rack.size(); at++) {
                if ((subset >> at & 1) == 1) {
                    freed += rack.get(at).accelerators();
                    freedWatts += rack.get(at).watts();
                    worth += rack.get(at).worth();
                }
            }
            if (freed >= accelerators && freedWatts >= watts) {
                least = Math.min(least, worth);
            }
        }
        return least;
    }

    @Test
    void worthGivenUpIsTheLeastOfAllSubsets() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Replica> rack = rack(random);
            int accelerators = random.nextInt(40);
            long watts = random.nextInt(30_000);
            assertThat(victims(rack).cheapest(accelerators, watts, BELOW))
                    .as("seed " + seed)
                    .isEqualTo(least(rack, accelerators, watts));
        }
    }

    @Test
    void thoseTakenFreeEnoughAndAreWorthWhatWasSaid() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Replica> rack = rack(random);
            int accelerators = 1 + random.nextInt(20);
            long watts = random.nextInt(15_000);
            Victims victims = victims(rack);
            long worth = victims.cheapest(accelerators, watts, BELOW);
            if (worth == BELOW) {
                continue;
            }
            List<Replica> taken =
                    rack.stream()
                            .filter(
                                    one ->
                                            victims.takes(
                                                    one.accelerators(), one.watts(), one.worth()))
                            .toList();
            assertThat(taken.stream().mapToLong(Replica::worth).sum())
                    .as("seed " + seed)
                    .isEqualTo(worth);
            assertThat(taken.stream().mapToInt(Replica::accelerators).sum())
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(accelerators);
            assertThat(taken.stream().mapToLong(Replica::watts).sum())
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(watts);
        }
    }

    @Test
    void nothingIsGivenUpForAsMuchAsItIsWorth() {
        Victims victims = new Victims();
        victims.add(8, 0, 16);
        assertThat(victims.cheapest(8, 0, 16)).isEqualTo(16);
        assertThat(victims.takes(8, 0, 16)).isFalse();
    }
}
