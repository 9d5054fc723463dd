package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/**
 * Chooses accelerators of one rack: whole trays where the number allows, and for the rest the trays
 * that are broken into already, the fullest first, so that whole trays stay whole.
 */
public final class Trays {

    private Trays() {}

    /**
     * Chooses accelerators of one rack.
     *
     * @param free masks of free accelerators; the rack's begins at word {@code at}; not changed
     * @param chosen the choice, from its first word on
     * @param slots accelerators the rack has
     * @throws IllegalStateException if fewer are free than wanted
     */
    public static void choose(
            long[] free, int at, long[] chosen, int slots, int perTray, int wanted) {
        Arrays.fill(chosen, 0);
        int left = wanted - wholeTrays(free, at, chosen, slots, perTray, wanted);
        for (int open = 1; left > 0 && open <= perTray; open++) {
            left -= fromTraysWith(open, free, at, chosen, slots, perTray, left);
        }
        if (left > 0) {
            throw new IllegalStateException(
                    "asked for %d accelerators, %d more than are free".formatted(wanted, left));
        }
    }

    private static int wholeTrays(
            long[] free, int at, long[] chosen, int slots, int perTray, int wanted) {
        int taken = 0;
        for (int first = 0; first + perTray <= slots && wanted - taken >= perTray; ) {
            if (bits(free, at, first, perTray) == mask(perTray)) {
                mark(chosen, first, perTray);
                taken += perTray;
            }
            first += perTray;
        }
        return taken;
    }

    /** Takes from trays with exactly {@code count} accelerators that are free and not chosen. */
    private static int fromTraysWith(
            int count, long[] free, int at, long[] chosen, int slots, int perTray, int wanted) {
        int taken = 0;
        for (int first = 0; first < slots && taken < wanted; first += perTray) {
            int width = Math.min(perTray, slots - first);
            long open = bits(free, at, first, width) & ~bits(chosen, 0, first, width);
            if (Long.bitCount(open) == count) {
                for (; open != 0 && taken < wanted; open &= open - 1) {
                    mark(chosen, first + Long.numberOfTrailingZeros(open), 1);
                    taken++;
                }
            }
        }
        return taken;
    }

    private static long mask(int width) {
        return width == Long.SIZE ? -1L : (1L << width) - 1;
    }

    private static long bits(long[] words, int at, int first, int width) {
        int word = at + (first >> 6);
        int shift = first & 63;
        long low = words[word] >>> shift;
        if (shift + width > Long.SIZE) {
            low |= words[word + 1] << (Long.SIZE - shift);
        }
        return low & mask(width);
    }

    private static void mark(long[] words, int first, int width) {
        int word = first >> 6;
        int shift = first & 63;
        words[word] |= mask(width) << shift;
        if (shift + width > Long.SIZE) {
            words[word + 1] |= mask(width) >>> (Long.SIZE - shift);
        }
    }
}
