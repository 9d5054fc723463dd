package io.gigafleet.controlplane.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Arithmetic on four numbers at once, in the four 16-bit lanes of a {@code long}. Packed watts and
 * temperatures are nearly always varints of two bytes, so that eight bytes are four of them.
 */
final class PackedLanes {

    /** Bytes that are looked at together. */
    static final int STEP_BYTES = Long.BYTES;

    /** Numbers in one {@code long}. */
    static final int LANES = 4;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long CONTINUED = 0x8080808080808080L;
    private static final long EVERY_OTHER_CONTINUED = 0x0080008000800080L;
    private static final long LOW_SEVEN = 0x007f007f007f007fL;
    private static final long HIGH_SEVEN = 0x7f007f007f007f00L;
    private static final long LANE_TOP_BIT = 0x8000800080008000L;
    private static final long LANE_MAX = 0x7fff7fff7fff7fffL;
    private static final long LANE_MASK = 0xffffL;
    private static final long EVEN_LANES = 0x0000ffff0000ffffL;
    private static final int LANE_BITS = 16;
    private static final int TOP_BIT = 15;

    private PackedLanes() {}

    /** The eight bytes from an index on. */
    static long read(byte[] bytes, int from) {
        return (long) LITTLE_ENDIAN.get(bytes, from);
    }

    /** Whether eight bytes are four varints of two bytes each. */
    static boolean areTwoByteVarints(long eight) {
        return (eight & CONTINUED) == EVERY_OTHER_CONTINUED;
    }

    /** Varints that end within eight bytes. */
    static int varintEnds(long eight) {
        return Long.bitCount(~eight & CONTINUED);
    }

    /** The numbers of four varints of two bytes each, below 2^14. */
    static long decode(long eight) {
        return (eight & LOW_SEVEN) | ((eight & HIGH_SEVEN) >>> 1);
    }

    /** The larger number of each lane, of numbers below 2^15. */
    static long max(long one, long other) {
        long oneIsNotLess = (((one | LANE_TOP_BIT) - other) & LANE_TOP_BIT) >>> TOP_BIT;
        long mask = oneIsNotLess * LANE_MASK;
        return (one & mask) | (other & ~mask);
    }

    /** Lanes that hold zero, of numbers below 2^15. */
    static int zeros(long lanes) {
        return LANES - Long.bitCount((lanes + LANE_MAX) & LANE_TOP_BIT);
    }

    /** Lanes 0 and 2 as two numbers of 32 bits, which can be added up further. */
    static long evenLanes(long lanes) {
        return lanes & EVEN_LANES;
    }

    /** Lanes 1 and 3, likewise. */
    static long oddLanes(long lanes) {
        return (lanes >>> LANE_BITS) & EVEN_LANES;
    }

    /** The sum of two numbers of 32 bits. */
    static long sumOfHalves(long halves) {
        return (halves >>> Integer.SIZE) + (halves & 0xffffffffL);
    }

    /** The largest lane. */
    static long largest(long lanes) {
        long largest = 0;
        for (int shift = 0; shift < Long.SIZE; shift += LANE_BITS) {
            largest = Math.max(largest, (lanes >>> shift) & LANE_MASK);
        }
        return largest;
    }
}
