package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.Optional;

/**
 * The rack's own last line: when it must cut its power without asking anyone.
 *
 * <p>A die at its shutdown limit or a memory stack at its limit trips at once. So do water in the
 * rack and water in two trays; water in one tray trips if the rack is still under power after
 * {@link #TRAY_LEAK_GRACE_MILLIS}, the time the control plane has to drain it.
 */
final class Protection {

    static final long TRAY_LEAK_GRACE_MILLIS = 60_000;

    private final Sku.Limits limits;
    private LeakState leak = LeakState.DRY;
    private double leakSinceMillis;

    Protection(Sku.Limits limits) {
        this.limits = limits;
    }

    LeakState leak() {
        return leak;
    }

    void leak(LeakState state, double nowMillis) {
        if (!state.equals(leak)) {
            leakSinceMillis = nowMillis;
        }
        leak = state;
    }

    /** The cause to trip for now, if there is one. */
    Optional<TripCause> cause(AcceleratorHeat heat, double nowMillis) {
        if (heat.hottestDieCelsius() >= limits.shutdownCelsius()) {
            return overheated("die", heat.hottestDieCelsius(), limits.shutdownCelsius());
        }
        if (heat.hottestMemoryCelsius() >= limits.memoryCelsius()) {
            return overheated("memory", heat.hottestMemoryCelsius(), limits.memoryCelsius());
        }
        return switch (leak) {
            case LeakState.Dry ignored -> Optional.empty();
            case LeakState.SensorFault ignored -> Optional.empty();
            case LeakState.WholeRack ignored ->
                    Optional.of(new TripCause.Leaked("water at the bottom of the rack"));
            case LeakState.Trays trays when trays.count() > 1 ->
                    Optional.of(new TripCause.Leaked("water in " + trays.count() + " trays"));
            case LeakState.Trays ignored
                    when nowMillis - leakSinceMillis >= TRAY_LEAK_GRACE_MILLIS ->
                    Optional.of(
                            new TripCause.Leaked(
                                    "water in one tray and still under power after "
                                            + TRAY_LEAK_GRACE_MILLIS / 1_000
                                            + " s"));
            case LeakState.Trays ignored -> Optional.empty();
        };
    }

    private static Optional<TripCause> overheated(String part, double celsius, double limit) {
        return Optional.of(
                new TripCause.Overheated(
                        part
                                + " at "
                                + Math.round(celsius * 10) / 10.0
                                + " °C, limit "
                                + limit
                                + " °C"));
    }
}
