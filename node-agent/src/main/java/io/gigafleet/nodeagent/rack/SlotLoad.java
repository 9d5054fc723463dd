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

    /** 1 for each accelerator that gives up its clock first under a cap, 0 for the others. */
    final double[] yielding;

    /** Share of the last step in which it worked. */
    final double[] busy;

    final double[] memoryUsedMebibytes;

    /** True while the test load leaves the accelerator at a low clock. */
    final boolean[] stalled;

    private final boolean[] held;
    private final boolean[] dead;
    private double testUse;
    private double surgeDraw;
    private boolean powered = true;

    SlotLoad(int accelerators) {
        draw = new double[accelerators];
        yielding = new double[accelerators];
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

    /**
     * Drives all living accelerators to a use of 0 to 1 at least, whatever they do; 0 lets them be.
     */
    void surge(double use) {
        surgeDraw = PowerCurve.drawOfUse(use);
        refill();
    }

    /** Sets what the replica that holds some accelerators does with them. */
    void work(int[] slots, double use, double share, double mebibytes) {
        double drawn = powered ? Math.max(surgeDraw, PowerCurve.drawOfUse(use)) : 0;
        for (int slot : slots) {
            draw[slot] = dead[slot] ? 0 : drawn;
            busy[slot] = share;
            memoryUsedMebibytes[slot] = mebibytes;
        }
    }

    /**
     * Breaks and mends accelerators.
     *
     * @param gone those that draw and do nothing
     * @param slow those that a test load leaves at a low clock
     */
    void broken(BitSet gone, BitSet slow) {
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

    /** Says whether accelerators give up their clock before others do. */
    void yields(int[] slots, boolean wanted) {
        for (int slot : slots) {
            yielding[slot] = wanted ? 1 : 0;
        }
    }

    void release(int[] slots) {
        yields(slots, false);
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
        double full = powered ? Math.max(surgeDraw, PowerCurve.drawOfUse(testUse)) : 0;
        for (int slot = 0; slot < draw.length; slot++) {
            if (held[slot]) {
                continue;
            }
            clear(slot);
            if (full > 0 && !dead[slot]) {
                busy[slot] = surgeDraw > 0 ? 1 : testUse;
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
