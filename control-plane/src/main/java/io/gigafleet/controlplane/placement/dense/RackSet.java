package io.gigafleet.controlplane.placement.dense;

import java.util.function.IntPredicate;

/** Racks of a site as bits: where a part may stand by SKU, labels and size. */
public final class RackSet {

    private final long[] words;
    private final int size;

    private RackSet(long[] words, int size) {
        this.words = words;
        this.size = size;
    }

    /** The racks for which {@code member} holds. */
    public static RackSet where(int rackCount, IntPredicate member) {
        long[] words = new long[(rackCount + Long.SIZE - 1) / Long.SIZE];
        int size = 0;
        for (int rack = 0; rack < rackCount; rack++) {
            if (member.test(rack)) {
                words[rack >> 6] |= 1L << rack;
                size++;
            }
        }
        return new RackSet(words, size);
    }

    public boolean contains(int rack) {
        return (words[rack >> 6] & (1L << rack)) != 0;
    }

    /** Racks 64·index to 64·index + 63 as bits. */
    long word(int index) {
        return words[index];
    }

    public int size() {
        return size;
    }
}
