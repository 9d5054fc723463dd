package io.gigafleet.controlplane.safety;

import java.util.Locale;

/** What the guard does by itself; each has a {@link Mode}. */
public enum Automation {
    /** Caps, suspension and isolation that keep power domains within their budgets. */
    POWER,
    /** Derating, moving, draining and tripping for dies, memories and loops that get too hot. */
    HEAT,
    /** What follows from water where none should be. */
    LEAK,
    /** Giving up racks that are LOST or BAD. */
    HEALTH,
    /** Meeting a load target of the site. */
    LOAD_TARGET;

    /** The word used in requests and answers: {@code load-target}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
