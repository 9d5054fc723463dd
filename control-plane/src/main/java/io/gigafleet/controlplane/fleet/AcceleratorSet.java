package io.gigafleet.controlplane.fleet;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/**
 * Accelerators of one rack, by slot: an immutable list in ascending order, kept as a bit mask of
 * one word for each 64 slots.
 */
public final class AcceleratorSet extends AbstractList<Integer> implements RandomAccess {

    /** Slots per word of a mask. */
    public static final int WORD = Long.SIZE;

    private static final AcceleratorSet EMPTY = new AcceleratorSet(new long[0]);

    private final long[] words;
    private final int size;

    private AcceleratorSet(long[] words) {
        this.words = words;
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        this.size = count;
    }

    /** The accelerators of a mask; bit {@code i % 64} of word {@code i / 64} is slot {@code i}. */
    public static AcceleratorSet ofMask(long... mask) {
        int length = mask.length;
        while (length > 0 && mask[length - 1] == 0) {
            length--;
        }
        return length == 0 ? EMPTY : new AcceleratorSet(Arrays.copyOf(mask, length));
    }

    /** The slots from {@code first} to before {@code end}. */
    public static AcceleratorSet range(int first, int end) {
        if (first < 0 || end < first) {
            throw new IllegalArgumentException("no slots from " + first + " to before " + end);
        }
        long[] mask = new long[(end + WORD - 1) / WORD];
        for (int slot = first; slot < end; slot++) {
            mask[slot / WORD] |= 1L << slot;
        }
        return ofMask(mask);
    }

    /**
     * The slots of a list, in any order.
     *
     * @throws IllegalArgumentException if one is negative or occurs twice
     */
    public static AcceleratorSet of(Collection<Integer> slots) {
        if (slots instanceof AcceleratorSet set) {
            return set;
        }
        int end = slots.stream().mapToInt(slot -> slot + 1).max().orElse(0);
        long[] mask = new long[(end + WORD - 1) / WORD];
        for (int slot : slots) {
            if (slot < 0 || (mask[slot / WORD] & (1L << slot)) != 0) {
                throw new IllegalArgumentException(
                        "accelerator %d is negative or occurs twice in %s"
                                .formatted(slot, List.copyOf(slots)));
            }
            mask[slot / WORD] |= 1L << slot;
        }
        return ofMask(mask);
    }

    /** Slots 64·index to 64·index + 63 as bits; 0 beyond the last. */
    public long word(int index) {
        return index < words.length ? words[index] : 0;
    }

    /** Words that are not all zero, counted to the last. */
    public int wordCount() {
        return words.length;
    }

    /** How many slots both name. */
    public int common(AcceleratorSet other) {
        int count = 0;
        for (int at = 0; at < Math.min(words.length, other.words.length); at++) {
            count += Long.bitCount(words[at] & other.words[at]);
        }
        return count;
    }

    /** Whether both name a same slot. */
    public boolean intersects(AcceleratorSet other) {
        for (int at = 0; at < Math.min(words.length, other.words.length); at++) {
            if ((words[at] & other.words[at]) != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean contains(Object slot) {
        return slot instanceof Integer at && at >= 0 && (word(at / WORD) & (1L << at)) != 0;
    }

    @Override
    public Integer get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("no accelerator " + index + " of " + size);
        }
        int left = index;
        for (int at = 0; ; at++) {
            int here = Long.bitCount(words[at]);
            if (left < here) {
                return at * WORD + select(words[at], left);
            }
            left -= here;
        }
    }

    private static int select(long word, int nth) {
        long left = word;
        for (int skipped = 0; skipped < nth; skipped++) {
            left &= left - 1;
        }
        return Long.numberOfTrailingZeros(left);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AcceleratorSet set
                ? Arrays.equals(words, set.words)
                : super.equals(other);
    }

    /** The hash every list of these slots has. */
    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
