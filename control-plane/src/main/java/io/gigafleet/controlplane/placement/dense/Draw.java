package io.gigafleet.controlplane.placement.dense;

/** Reproducible chance: the SplitMix64 generator (Steele, Lea, Flood, OOPSLA 2014). */
final class Draw {

    private long state;

    Draw(long seed) {
        this.state = seed;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to before {@code bound}. */
    int below(int bound) {
        return (int) Math.floorMod(next() >>> 1, (long) bound);
    }

    /** From 0 to before 1. */
    double unit() {
        return (next() >>> 11) * 0x1p-53;
    }
}
