package io.gigafleet.nodeagent.rack;

import io.gigafleet.nodeagent.rack.RackTroubles.Sensor;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What stuck sensors say.
 *
 * @param dies °C per accelerator; empty: they work
 * @param watts per accelerator; empty: they work
 * @param flow liters per minute; empty: it works
 */
record StuckSensors(double[] dies, double[] watts, OptionalDouble flow) {

    private static final double[] WORKING = {};

    static final StuckSensors NONE = new StuckSensors(WORKING, WORKING, OptionalDouble.empty());

    /**
     * Sticks some sensors at what they say now, unless they are stuck already; frees the others.
     */
    StuckSensors with(Set<Sensor> stuck, RackReadings now) {
        return new StuckSensors(
                stuck.contains(Sensor.DIE) ? dies(now) : WORKING,
                stuck.contains(Sensor.WATTS) ? watts(now) : WORKING,
                stuck.contains(Sensor.FLOW)
                        ? OptionalDouble.of(now.measuredFlowLitersPerMinute())
                        : OptionalDouble.empty());
    }

    // Readings of a stuck sensor are what it is stuck at, so asking again changes nothing.

    private static double[] dies(RackReadings now) {
        double[] all = new double[now.accelerators()];
        for (int slot = 0; slot < all.length; slot++) {
            all[slot] = now.dieCelsius(slot);
        }
        return all;
    }

    private static double[] watts(RackReadings now) {
        double[] all = new double[now.accelerators()];
        for (int slot = 0; slot < all.length; slot++) {
            all[slot] = now.acceleratorWatts(slot);
        }
        return all;
    }
}
