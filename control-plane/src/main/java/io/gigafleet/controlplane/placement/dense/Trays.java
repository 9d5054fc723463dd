package io.gigafleet.controlplane.placement.dense;

/**
 * Chooses accelerators of one rack: whole trays where the number allows, and for the rest the trays
 * that are broken into already, the fullest first, so that whole trays stay whole.
 */
final class Trays {

    private Trays() {}

    /**
     * Takes accelerators out of a free mask.
     *
     * @param free the rack's free accelerators from word {@code at}; not changed
     * @param chosen where the choice is written, from word {@code to}
     */
    static void choose(
            long[] free,
            int at,
            long[] chosen,
            int to,
            int words,
            int slots,
            int perTray,
            int wanted) {
        for (int word = 0; word < words; word++) {
            chosen[to + word] = 0;
        }
        int left = wanted - wholeTrays(free, at, chosen, to, slots, perTray, wanted);
        for (int most = 1; left > 0 && most <= perTray; most++) {
            left -= fromTraysWith(most, free, at, chosen, to, slots, perTray, left);
        }
        if (left > 0) {
            throw new IllegalStateException(
                    "asked for %d accelerators, %d too many".formatted(wanted, left));
        }
    }

    private static int wholeTrays(
            long[] free, int at, long[] chosen, int to, int slots, int perTray, int wanted) {
        int taken = 0;
        for (int first = 0; first + perTray <= slots && wanted - taken >= perTray; ) {
            if (bits(free, at, first, perTray) == mask(perTray)) {
                mark(chosen, to, first, perTray);
                taken += perTray;
            }
            first += perTray;
        }
        return taken;
    }

    /** Takes from trays with exactly {@code count} accelerators that are free and not chosen. */
    private static int fromTraysWith(
            int count,
            long[] free,
            int at,
            long[] chosen,
            int to,
            int slots,
            int perTray,
            int wanted) {
        int taken = 0;
        for (int first = 0; first < slots && taken < wanted; first += perTray) {
            int width = Math.min(perTray, slots - first);
            long open = bits(free, at, first, width) & ~bits(chosen, to, first, width);
            if (Long.bitCount(open) == count) {
                for (; open != 0 && taken < wanted; open &= open - 1) {
                    mark(chosen, to, first + Long.numberOfTrailingZeros(open), 1);
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

    private static void mark(long[] words, int to, int first, int width) {
        int word = to + (first >> 6);
        int shift = first & 63;
        words[word] |= mask(width) << shift;
        if (shift + width > Long.SIZE) {
            words[word + 1] |= mask(width) >>> (Long.SIZE - shift);
        }
    }
}
