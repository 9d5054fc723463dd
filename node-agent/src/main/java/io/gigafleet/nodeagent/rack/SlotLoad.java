package io.gigafleet.nodeagent.rack;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What each accelerator of a rack is at: the work of the replica that holds it, or a test load
 * where none does. Columns, written by replicas in every step and by the test load only when
 * something changed, so a rack without one pays nothing.
 */
final class SlotLoad {

    /** Share of the swing each accelerator's use draws at full clock. */
    final double[] draw;

    /** Share of the last step in which it worked. */
    final double[] busy;

    final double[] memoryUsedMebibytes;

    /** True while the test load leaves the accelerator at a low clock. */
    final boolean[] stalled;

    private final boolean[] held;
    private final boolean[] dead;
    private double testUse;
    private boolean powered = true;

    SlotLoad(int accelerators) {
        draw = new double[accelerators];
        busy = new double[accelerators];
        memoryUsedMebibytes = new double[accelerators];
        stalled = new boolean[accelerators];
        held = new boolean[accelerators];
        dead = new boolean[accelerators];
    }

    /** Puts a test load of a use of 0 to 1 on all accelerators that no replica holds. */
    void testUse(double use) {
        if (use != testUse) {
            testUse = Math.clamp(use, 0, 1);
            refill();
        }
    }

    void defects(RackDefects defects) {
        BitSet gone = defects.deadAccelerators();
        BitSet slow = defects.stalledAccelerators();
        for (int slot = 0; slot < dead.length; slot++) {
            dead[slot] = gone.get(slot);
            stalled[slot] = slow.get(slot);
        }
        refill();
    }

    void power(boolean wanted) {
        powered = wanted;
        if (!wanted) {
            Arrays.fill(draw, 0);
        }
        refill();
    }

    void hold(int[] slots) {
        for (int slot : slots) {
            held[slot] = true;
            clear(slot);
        }
    }

    void release(int[] slots) {
        for (int slot : slots) {
            held[slot] = false;
        }
        refill();
    }

    /** True if one of the slots is dead: a replica on them can't work. */
    boolean anyDead(int[] slots) {
        for (int slot : slots) {
            if (dead[slot]) {
                return true;
            }
        }
        return false;
    }

    private void refill() {
        double full = powered ? PowerCurve.drawOfUse(testUse) : 0;
        for (int slot = 0; slot < draw.length; slot++) {
            if (held[slot]) {
                continue;
            }
            clear(slot);
            if (full > 0 && !dead[slot]) {
                busy[slot] = testUse;
                draw[slot] =
                        stalled[slot]
                                ? full * PowerCurve.drawOfClock(RackDefects.STALLED_CLOCK)
                                : full;
            }
        }
    }

    private void clear(int slot) {
        draw[slot] = 0;
        busy[slot] = 0;
        memoryUsedMebibytes[slot] = 0;
    }
}
