package io.gigafleet.controlplane.telemetry;

/**
 * What a rack's SKU says its readings can be.
 *
 * @param accelerators entries of each column
 * @param peakWatts of the rack
 * @param acceleratorPeakWatts of one accelerator
 */
public record RackLimits(int accelerators, long peakWatts, long acceleratorPeakWatts) {

    public RackLimits {
        if (accelerators <= 0 || peakWatts <= 0 || acceleratorPeakWatts <= 0) {
            throw new IllegalArgumentException(
                    "limits must be positive: accelerators="
                            + accelerators
                            + " peakWatts="
                            + peakWatts
                            + " acceleratorPeakWatts="
                            + acceleratorPeakWatts);
        }
    }
}
