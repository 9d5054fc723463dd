package io.gigafleet.controlplane.telemetry.series;

import io.gigafleet.controlplane.telemetry.PlantRollup;

/** What a series is about. */
public sealed interface Subject {

    /** One rack. */
    record OfRack(String rack) implements Subject {}

    /** One service. */
    record OfService(String service) implements Subject {}

    /**
     * A power domain, a coolant loop or the site.
     *
     * @param part as in {@link PlantRollup#part}
     */
    record OfPlant(String part) implements Subject {}

    /**
     * Reads {@code rack/R}, {@code service/S}, {@code domain/D}, {@code loop/L} or {@code site}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Subject parse(String text) {
        int slash = text.indexOf('/');
        String kind = slash < 0 ? text : text.substring(0, slash);
        String name = slash < 0 ? "" : text.substring(slash + 1);
        if (text.equals(PlantRollup.SITE)) {
            return new OfPlant(PlantRollup.SITE);
        }
        if (!name.isEmpty()) {
            switch (kind) {
                case "rack":
                    return new OfRack(name);
                case "service":
                    return new OfService(name);
                case "domain", "loop":
                    return new OfPlant(text);
                default:
                    break;
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + text
                        + "' is no subject: write rack/NAME, service/NAME, domain/NAME, loop/NAME"
                        + " or site");
    }
}
