package io.gigafleet.controlplane.fleet;

/**
 * A coolant loop.
 *
 * @param heatCapacityWatts heat its CDU can reject now
 */
public record CoolantLoop(String name, long heatCapacityWatts) {

    public CoolantLoop {
        if (heatCapacityWatts <= 0) {
            throw new IllegalArgumentException(
                    "coolant loop " + name + " has a capacity of " + heatCapacityWatts + " W");
        }
    }
}
