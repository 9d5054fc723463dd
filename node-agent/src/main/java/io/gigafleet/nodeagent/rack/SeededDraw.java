package io.gigafleet.nodeagent.rack;

/** Draws that depend on nothing but a seed, a rack and what they are for. */
public final class SeededDraw {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private SeededDraw() {}

    /** Uniform in [0, 1). */
    public static double share(long seed, String rackId, String purpose) {
        long hash = hashed(hashed(FNV_OFFSET ^ seed, rackId), purpose);
        return (SeededNoise.jitter(hash, 1) + 1) / 2;
    }

    /** Uniform in [from, to). */
    public static double between(double from, double to, long seed, String rackId, String purpose) {
        return from + (to - from) * share(seed, rackId, purpose);
    }

    /** Uniform in 0 to count - 1. */
    public static int index(int count, long seed, String rackId, String purpose) {
        return (int) (count * share(seed, rackId, purpose));
    }

    /** FNV-1a over the text's chars and an end mark. */
    private static long hashed(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return (hash ^ 0xFFFF) * FNV_PRIME;
    }
}
