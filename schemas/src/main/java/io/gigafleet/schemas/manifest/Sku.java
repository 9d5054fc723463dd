package io.gigafleet.schemas.manifest;

/** A rack model: what it computes, draws and rejects. */
public record Sku(Metadata metadata, Spec spec) implements Manifest {

    /**
     * The model's constants.
     *
     * @param accelerators per rack
     * @param scaleUpDomain accelerators one replica can span at full speed
     * @param memoryGigabytes per accelerator
     * @param memoryBandwidthTerabytesPerSecond per accelerator
     * @param peakDenseFp4Petaflops per accelerator, dense
     */
    public record Spec(
            int accelerators,
            int computeTrays,
            int switchTrays,
            int scaleUpDomain,
            double memoryGigabytes,
            double memoryBandwidthTerabytesPerSecond,
            double peakDenseFp4Petaflops,
            Power power,
            Cooling cooling,
            Limits limits) {

        /**
         * Watts a rack draws above its idle power for each watt one accelerator draws above its own
         * idle: the accelerators' watts and the share of switches, CPUs and pumps that rises with
         * them. {@code (rack peak - rack idle) / (n * (accelerator peak - accelerator idle))}.
         */
        public double rackWattsPerAcceleratorWatt() {
            return (double) (power.peakWatts - power.idleWatts)
                    / ((double) accelerators
                            * (power.acceleratorPeakWatts - power.acceleratorIdleWatts));
        }

        /**
         * Share of memory that weights and attention state may fill; the rest is work space.
         * Assumed.
         */
        private static final double USABLE_MEMORY = 0.9;

        /** Bytes that weights and attention state may fill on this many accelerators. */
        public double usableMemoryBytes(int onAccelerators) {
            return USABLE_MEMORY * onAccelerators * memoryGigabytes * 1e9;
        }

        /** Accelerators per compute tray, rounded up. */
        public int acceleratorsPerTray() {
            return (accelerators + computeTrays - 1) / computeTrays;
        }
    }

    /** Power of the rack and of one accelerator, in watts. */
    public record Power(
            long idleWatts,
            long peakWatts,
            long acceleratorIdleWatts,
            long acceleratorPeakWatts,
            long acceleratorMinCapWatts) {}

    /**
     * Cooling of the rack.
     *
     * @param liquidFraction share of the rack's heat that goes into the loop, 0 to 1; the rest
     *     loads the hall's air
     * @param flowLitersPerMinutePerKilowatt coolant flow at peak power
     * @param supplyCelsius design supply temperature
     */
    public record Cooling(
            double liquidFraction, double flowLitersPerMinutePerKilowatt, double supplyCelsius) {}

    /** Temperatures in °C at which an accelerator slows down or shuts down. */
    public record Limits(double slowdownCelsius, double shutdownCelsius, double memoryCelsius) {}
}
