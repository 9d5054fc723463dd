package io.gigafleet.nodeagent.rack;

import java.util.SplittableRandom;

/** The fixed differences between accelerators of one rack, as manufacture leaves them. */
final class SeededNoise {

    private SeededNoise() {}

    /**
     * Factors around 1, whose mean is exactly as near to 1 as doubles allow, so that a sum over the
     * rack does not depend on the seed.
     *
     * @param spread largest deviation before the mean is taken out
     */
    static double[] factors(int count, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] factors = new double[count];
        double sum = 0;
        for (int slot = 0; slot < count; slot++) {
            factors[slot] = 1 + spread * (2 * random.nextDouble() - 1);
            sum += factors[slot];
        }
        for (int slot = 0; slot < count; slot++) {
            factors[slot] *= count / sum;
        }
        return factors;
    }
}
