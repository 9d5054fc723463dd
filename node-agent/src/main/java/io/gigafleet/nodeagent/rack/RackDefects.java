package io.gigafleet.nodeagent.rack;

import java.util.BitSet;

/**
 * What is broken in a rack, as its physics feels it.
 *
 * @param deadAccelerators slots that draw nothing and do nothing, as those of a tray that is not
 *     there
 * @param stalledAccelerators slots that a test load leaves at {@link #STALLED_CLOCK}
 * @param flowShare what a choked hose leaves of the coolant's flow, above 0 to 1
 * @param flowSensorStuck under power the flow sensor says all the time what it said first
 * @param switchTraysDown switch trays that do not come up
 */
public record RackDefects(
        BitSet deadAccelerators,
        BitSet stalledAccelerators,
        double flowShare,
        boolean flowSensorStuck,
        int switchTraysDown) {

    /** Clock of an accelerator whose firmware lost its nerve, as a share of full clock. */
    static final double STALLED_CLOCK = 0.2;

    /** Nothing is broken. */
    public static final RackDefects NONE = new RackDefects(new BitSet(), new BitSet(), 1, false, 0);

    public RackDefects {
        deadAccelerators = (BitSet) deadAccelerators.clone();
        stalledAccelerators = (BitSet) stalledAccelerators.clone();
        if (!(flowShare > 0 && flowShare <= 1)) {
            throw new IllegalArgumentException(
                    "flowShare is " + flowShare + ": it must be above 0 and at most 1");
        }
        if (switchTraysDown < 0) {
            throw new IllegalArgumentException(
                    "switchTraysDown is " + switchTraysDown + ": it can't be negative");
        }
    }

    @Override
    public BitSet deadAccelerators() {
        return (BitSet) deadAccelerators.clone();
    }

    @Override
    public BitSet stalledAccelerators() {
        return (BitSet) stalledAccelerators.clone();
    }
}
