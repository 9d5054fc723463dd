package io.gigafleet.nodeagent.rack.stage;

/** One number a stage read. */
public record Reading(String name, double value, String unit) {

    /** A reading rounded to so many decimals, as an instrument shows it. */
    static Reading of(String name, double value, int decimals, String unit) {
        double scale = Math.pow(10, decimals);
        return new Reading(name, Math.round(value * scale) / scale, unit);
    }
}
