package io.gigafleet.controlplane.placement.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against programs whose optimum is known: with one resource it is the fractional knapsack's. */
class PricesTest {

    private static final int SEEDS = 200;

    /** Smoothing costs this much of the optimum at the most, and overdraws no more. */
    private static final double TOLERANCE = 0.02;

    @Test
    void oneResourceIsFilledAsTheFractionalKnapsackFillsIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int classes = 2 + random.nextInt(6);
            double[] value = new double[classes];
            double[] size = new double[classes];
            double[] count = new double[classes];
            double[][][] needs = new double[classes][1][1];
            for (int at = 0; at < classes; at++) {
                size[at] = 1 + random.nextInt(16);
                value[at] = size[at] * (1 << random.nextInt(3));
                count[at] = 20 + random.nextInt(100);
                needs[at][0][0] = size[at] * (0.5 + random.nextDouble());
            }
            double capacity = 200 + random.nextInt(2_000);
            double[][] shares =
                    Prices.solve(
                            new Prices.Program(
                                    value,
                                    size,
                                    count,
                                    needs,
                                    new int[][] {{0}},
                                    none(classes),
                                    new double[] {capacity}));
            double used = 0;
            double worth = 0;
            for (int at = 0; at < classes; at++) {
                assertThat(shares[at][0])
                        .as("seed " + seed)
                        .isBetween(0.0, count[at] * (1 + TOLERANCE));
                used += shares[at][0] * needs[at][0][0];
                worth += shares[at][0] * value[at];
            }
            double best = knapsack(value, count, needs, capacity);
            assertThat(used).as("seed " + seed).isLessThanOrEqualTo(capacity * (1 + TOLERANCE));
            assertThat(worth)
                    .as("seed " + seed)
                    .isBetween(best * (1 - TOLERANCE), best * (1 + TOLERANCE));
        }
    }

    private static int[] none(int classes) {
        return IntStream.range(0, classes).map(ignored -> Prices.NONE).toArray();
    }

    private static double knapsack(
            double[] value, double[] count, double[][][] needs, double capacity) {
        double[] left = {capacity};
        return IntStream.range(0, value.length)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> -value[at] / needs[at][0][0]))
                .mapToDouble(
                        at -> {
                            double taken = Math.min(count[at], left[0] / needs[at][0][0]);
                            left[0] -= taken * needs[at][0][0];
                            return taken * value[at];
                        })
                .sum();
    }

    @Test
    void classStandsWhereItMayOnly() {
        double[][] shares =
                Prices.solve(
                        new Prices.Program(
                                new double[] {8},
                                new double[] {8},
                                new double[] {10},
                                new double[][][] {{{}, {8}}},
                                new int[][] {{0}, {1}},
                                none(1),
                                new double[] {1_000, 1_000}));
        assertThat(shares[0][0]).isZero();
        assertThat(shares[0][1]).isBetween(9.5, 10.01);
    }
}
