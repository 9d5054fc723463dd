package io.gigafleet.nodeagent.rack;

import java.util.SplittableRandom;

/** The differences between accelerators of one rack and between samples of one sensor. */
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

    /** A sensor's deviation at a step, uniform in [-1, 1), without a state to keep. */
    static double jitter(long seed, long step) {
        // SplitMix64's finalizer: neighbouring steps have nothing in common.
        long z = seed + step * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-52 - 1;
    }
}
