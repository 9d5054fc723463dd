package io.gigafleet.controlplane.safety;

import java.util.Locale;

/** How far an automation goes by itself; a later one includes what the earlier ones do. */
public enum Mode {
    /** Raises alarms. */
    OBSERVE,
    /** Says what it would do. */
    SUGGEST,
    /** Does it. */
    ACT;

    /** The word used in requests and answers: {@code suggest}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
