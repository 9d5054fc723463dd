package io.gigafleet.nodeagent.arrivals;

/**
 * A small random generator that can be set to any seed without allocating: SplitMix64 (Steele, Lea,
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
final class SplitMix {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    void seed(long seed) {
        state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in (0, 1). */
    double nextOpenDouble() {
        return ((nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Normal with mean 0 and deviation 1, by Box and Muller. */
    double nextGaussian() {
        double radius = Math.sqrt(-2 * Math.log(nextOpenDouble()));
        return radius * Math.cos(2 * Math.PI * nextOpenDouble());
    }

    /** Scrambles a number so that neighbours have nothing in common. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
