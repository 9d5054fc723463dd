package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.Locale;

/**
 * How the supply of a coolant loop moves, and what that tells of the heat its CDU rejects.
 *
 * @param readAtMillis the reading its rise is measured from; 0: none
 * @param supplyMilliCelsius then
 * @param riseMicroKelvinPerSecond over ten seconds or more
 * @param inferredWatts what the CDU rejects by how its supply warms; {@link #UNKNOWN}: nothing is
 *     known
 */
record SupplyTrend(
        long readAtMillis,
        int supplyMilliCelsius,
        long riseMicroKelvinPerSecond,
        long inferredWatts) {

    static final long UNKNOWN = Long.MAX_VALUE;

    static final SupplyTrend NONE = new SupplyTrend(0, 0, 0, UNKNOWN);

    private static final long WINDOW_MILLIS = 10_000;

    /** A supply that rises slower than 0.3 K a minute is noise. */
    private static final long NOTABLE_MICRO_KELVIN_PER_SECOND = 5_000;

    private static final int WARM_MILLI_KELVIN = 1_000;
    private static final int RESTORED_MILLI_KELVIN = 300;

    /** Ten per cent too much heat warm a loop by a kelvin a minute (DESIGN 8). */
    private static final double STORED_SECONDS_PER_KELVIN = 6;

    /** A CDU that rejects so much of what it says is taken at its word. */
    private static final int TRUE_PERCENT = 95;

    private static final int PERCENT = 100;

    private static final double MICRO = 1e6;
    private static final int SECONDS_PER_MINUTE = 60;

    /**
     * Takes in a reading of the CDU. A CDU that says that it rejects what it should, but whose
     * supply warms, rejects less: {@code heat - C * dT/dt}.
     *
     * @param designMilliCelsius what its supply should be
     */
    SupplyTrend read(LoopSight seen, CoolantLoop declared, int designMilliCelsius) {
        if (readAtMillis == 0 || seen.heardAtMillis() < readAtMillis) {
            return new SupplyTrend(
                    seen.heardAtMillis(), seen.supplyMilliCelsius(), 0, inferredWatts);
        }
        long elapsed = seen.heardAtMillis() - readAtMillis;
        if (elapsed < WINDOW_MILLIS) {
            return this;
        }
        long rise = (seen.supplyMilliCelsius() - supplyMilliCelsius) * 1_000_000L / elapsed;
        int above = seen.supplyMilliCelsius() - designMilliCelsius;
        long inferred =
                above <= RESTORED_MILLI_KELVIN ? UNKNOWN : inferred(seen, declared, rise, above);
        return new SupplyTrend(seen.heardAtMillis(), seen.supplyMilliCelsius(), rise, inferred);
    }

    /**
     * What a warm loop rejects by how its supply moves. One that warms, rejects so much and no
     * more; one that falls, so much at least: it has been mended, though warm facility water may
     * keep its supply above its design for hours.
     */
    private long inferred(LoopSight seen, CoolantLoop declared, long rise, int above) {
        boolean isMoving = Math.abs(rise) >= NOTABLE_MICRO_KELVIN_PER_SECOND;
        boolean isKnown = inferredWatts != UNKNOWN;
        if (!isMoving || (rise > 0 ? above < WARM_MILLI_KELVIN : !isKnown)) {
            return inferredWatts;
        }
        double stored = declared.heatCapacityWatts() * STORED_SECONDS_PER_KELVIN * rise / MICRO;
        long shown = Math.max(0, Math.round(seen.heatWatts() - stored));
        if (shown * PERCENT >= reportedWatts(seen) * TRUE_PERCENT) {
            return UNKNOWN; // it rejects what it says; if it warms, it has too much to reject
        }
        return rise > 0 ? shown : Math.max(inferredWatts, shown);
    }

    private static long reportedWatts(LoopSight seen) {
        return seen.heatCapacityWatts() * seen.pumpPermille() / 1_000;
    }

    /** The heat the loop rejects now, as far as it is known: no more than was declared. */
    long capacityWatts(LoopSight seen, CoolantLoop declared) {
        if (seen.heardAtMillis() == 0) {
            return declared.heatCapacityWatts();
        }
        return Math.min(inferredWatts, Math.min(reportedWatts(seen), declared.heatCapacityWatts()));
    }

    /** Whether anything is known of what it rejects but what its CDU says. */
    boolean isInferred() {
        return inferredWatts != UNKNOWN;
    }

    /** Whether its supply is warmer than it should be, and warms. */
    boolean isWarming(int designMilliCelsius) {
        return supplyMilliCelsius - designMilliCelsius >= WARM_MILLI_KELVIN
                && riseMicroKelvinPerSecond >= NOTABLE_MICRO_KELVIN_PER_SECOND;
    }

    /** How fast it rises, in words. */
    String rise() {
        return String.format(
                Locale.ROOT,
                "%.1f K a minute",
                riseMicroKelvinPerSecond * SECONDS_PER_MINUTE / MICRO);
    }
}
