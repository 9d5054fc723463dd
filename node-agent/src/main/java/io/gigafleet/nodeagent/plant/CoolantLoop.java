package io.gigafleet.nodeagent.plant;

/**
 * A coolant loop and its distribution unit (CDU), one thermal mass on the supply side.
 *
 * <p>The CDU holds its supply at the design temperature as long as it can reject what the racks
 * bring. Above its heat capacity the rest stays in the loop: {@code C dT/dt = heat - rejected}. The
 * loop's mass stores {@link #STORED_SECONDS_PER_KELVIN} seconds of its rated heat per kelvin, so
 * 10% too much heat warms the supply by one kelvin a minute.
 */
public final class CoolantLoop {

    static final double STORED_SECONDS_PER_KELVIN = 6;

    /** How fast a spare capacity brings the supply back to its design temperature. */
    private static final double RECOVERY_TAU_SECONDS = 60;

    private final String name;
    private double designSupplyCelsius;
    private final double joulesPerKelvin;
    private double heatCapacityWatts;
    private double pumpShare = 1;
    private double supplyCelsius;
    private double returnCelsius;
    private double heatWatts;
    private double flowLitersPerMinute;

    /**
     * @param heatCapacityWatts heat the CDU rejects at design supply temperature
     */
    public CoolantLoop(String name, double heatCapacityWatts, double designSupplyCelsius) {
        if (heatCapacityWatts <= 0) {
            throw new IllegalArgumentException(
                    "heatCapacityWatts of loop "
                            + name
                            + " is "
                            + heatCapacityWatts
                            + ": it must be above 0");
        }
        this.name = name;
        this.heatCapacityWatts = heatCapacityWatts;
        this.designSupplyCelsius = designSupplyCelsius;
        joulesPerKelvin = heatCapacityWatts * STORED_SECONDS_PER_KELVIN;
        supplyCelsius = designSupplyCelsius;
        returnCelsius = designSupplyCelsius;
    }

    public String name() {
        return name;
    }

    /**
     * Moves the loop by one step; exact for any length, as long as heat and flow hold.
     *
     * @param racksHeatWatts heat the racks' coolant brings
     * @param litersPerMinute flow through all racks
     * @param mixedReturnCelsius temperature of their mixed return; ignored without flow
     */
    public void step(
            double stepSeconds,
            double racksHeatWatts,
            double litersPerMinute,
            double mixedReturnCelsius) {
        heatWatts = racksHeatWatts;
        flowLitersPerMinute = litersPerMinute;
        returnCelsius = litersPerMinute > 0 ? mixedReturnCelsius : supplyCelsius;
        passTime(stepSeconds, racksHeatWatts);
    }

    /**
     * Two regimes, each solved exactly. With capacity to spare the supply falls back to its design
     * temperature exponentially; at its limit the CDU rejects all it can and the rest warms or
     * cools the loop evenly. They meet where recovery would take all of the capacity.
     */
    private void passTime(double seconds, double racksHeatWatts) {
        double mostWatts = heatCapacityWatts * pumpShare;
        double recoverable =
                designSupplyCelsius
                        + RECOVERY_TAU_SECONDS * (mostWatts - racksHeatWatts) / joulesPerKelvin;
        double left = seconds;
        if (supplyCelsius > recoverable) {
            double kelvinPerSecond = (racksHeatWatts - mostWatts) / joulesPerKelvin;
            double atLimitSeconds =
                    kelvinPerSecond < 0
                            ? Math.min(left, (recoverable - supplyCelsius) / kelvinPerSecond)
                            : left;
            supplyCelsius += kelvinPerSecond * atLimitSeconds;
            left -= atLimitSeconds;
        }
        if (left > 0) {
            double aim = Math.min(designSupplyCelsius, recoverable);
            supplyCelsius += (aim - supplyCelsius) * -Math.expm1(-left / RECOVERY_TAU_SECONDS);
        }
    }

    public double designSupplyCelsius() {
        return designSupplyCelsius;
    }

    /** Sets what the CDU holds its supply at; without flow it is there at once. */
    public void designSupplyCelsius(double celsius) {
        designSupplyCelsius = celsius;
        if (flowLitersPerMinute == 0) {
            supplyCelsius = celsius;
            returnCelsius = celsius;
        }
    }

    /** Derates what the CDU can reject, as a fouled exchanger or warm facility water does. */
    public void heatCapacityWatts(double watts) {
        heatCapacityWatts = Math.max(0, watts);
    }

    /** Sets the pumps' flow as a share of rated flow; 0: stopped. */
    public void pumpShare(double share) {
        pumpShare = Math.clamp(share, 0, 1);
    }

    public double pumpShare() {
        return pumpShare;
    }

    public double supplyCelsius() {
        return supplyCelsius;
    }

    public double returnCelsius() {
        return returnCelsius;
    }

    public double flowLitersPerMinute() {
        return flowLitersPerMinute;
    }

    /** Heat taken from the racks. */
    public double heatWatts() {
        return heatWatts;
    }

    /** What it can reject now. */
    public double heatCapacityWatts() {
        return heatCapacityWatts;
    }
}
