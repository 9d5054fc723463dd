package io.gigafleet.nodeagent.rack;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * What goes wrong with a rack at work, until it is mended; beside what is broken since it came in
 * ({@link RackDefects}).
 *
 * @param killed accelerators that died
 * @param slow accelerators whose clock is stuck at {@code slowClock}
 * @param slowClock share of full clock, above 0 to 1
 * @param powerShare share of peak power its remaining shelves carry, above 0 to 1
 * @param flowShare what a choke leaves of the coolant's flow, 0 to 1
 * @param surgeUse use all living accelerators are driven to at least, 0 to 1
 * @param switchTraysDown switch trays that fail
 * @param stuck sensors that say all the time what they said when they got stuck
 */
public record RackTroubles(
        BitSet killed,
        BitSet slow,
        double slowClock,
        double powerShare,
        double flowShare,
        double surgeUse,
        int switchTraysDown,
        Set<Sensor> stuck) {

    /** A sensor that can get stuck. */
    public enum Sensor {
        /** Die temperatures. */
        DIE,
        /** The coolant's flow. */
        FLOW,
        /** The accelerators' watts; the rack's own meter goes on. */
        WATTS
    }

    /** Nothing is wrong. */
    public static final RackTroubles NONE =
            new RackTroubles(new BitSet(), new BitSet(), 1, 1, 1, 0, 0, Set.of());

    public RackTroubles {
        killed = (BitSet) killed.clone();
        slow = (BitSet) slow.clone();
        stuck = stuck.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(stuck));
        requireShare("slowClock", slowClock, slowClock > 0);
        requireShare("powerShare", powerShare, powerShare > 0);
        requireShare("flowShare", flowShare, flowShare >= 0);
        requireShare("surgeUse", surgeUse, surgeUse >= 0);
        if (switchTraysDown < 0) {
            throw new IllegalArgumentException(
                    "switchTraysDown is " + switchTraysDown + ": it can't be negative");
        }
    }

    private static void requireShare(String name, double value, boolean aboveLowest) {
        if (!(aboveLowest && value <= 1)) {
            throw new IllegalArgumentException(
                    name + " is " + value + ": it is a share, at most 1");
        }
    }

    @Override
    public BitSet killed() {
        return (BitSet) killed.clone();
    }

    @Override
    public BitSet slow() {
        return (BitSet) slow.clone();
    }
}
