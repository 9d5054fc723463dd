package io.gigafleet.nodeagent.rack;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

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

    /** True while the test load leaves the accelerator at a low clock. */
    final boolean[] stalled;

    private final @Nullable ReplicaSimulation[] holder;
    private final double[] testBusy;
    private final boolean[] dead;
    private double testUse;
    private double surgeDraw;
    private boolean powered = true;

    SlotLoad(int accelerators) {
        draw = new double[accelerators];
        yielding = new double[accelerators];
        stalled = new boolean[accelerators];
        holder = new ReplicaSimulation[accelerators];
        testBusy = new double[accelerators];
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

    /** Sets the use of the replica that holds some accelerators. */
    void work(int[] slots, double use) {
        double drawn = powered ? Math.max(surgeDraw, PowerCurve.drawOfUse(use)) : 0;
        for (int slot : slots) {
            draw[slot] = dead[slot] ? 0 : drawn;
        }
    }

    /** Share of the last step in which an accelerator worked. */
    double busy(int slot) {
        ReplicaSimulation replica = holder[slot];
        return replica == null ? testBusy[slot] : replica.busy();
    }

    double memoryUsedMebibytes(int slot) {
        ReplicaSimulation replica = holder[slot];
        return replica == null ? 0 : replica.memoryUsedMebibytes();
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

    /** Gives a replica its accelerators. */
    void hold(ReplicaSimulation replica) {
        for (int slot : replica.slots()) {
            holder[slot] = replica;
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
            holder[slot] = null;
        }
        refill();
    }

    /** Sets what one accelerator that nobody holds is asked to do. */
    void use(int slot, double use, boolean yields) {
        draw[slot] = PowerCurve.drawOfUse(use);
        testBusy[slot] = use > 0 ? 1 : 0;
        yielding[slot] = yields ? 1 : 0;
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
            if (holder[slot] != null) {
                continue;
            }
            clear(slot);
            if (full > 0 && !dead[slot]) {
                testBusy[slot] = surgeDraw > 0 ? 1 : testUse;
                draw[slot] =
                        stalled[slot]
                                ? full * PowerCurve.drawOfClock(RackDefects.STALLED_CLOCK)
                                : full;
            }
        }
    }

    private void clear(int slot) {
        draw[slot] = 0;
        testBusy[slot] = 0;
    }
}
