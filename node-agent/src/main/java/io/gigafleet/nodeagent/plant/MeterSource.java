package io.gigafleet.nodeagent.plant;

import java.util.Optional;

/** How meters are named as sources of the facility topic: {@code meter/DOMAIN}. */
public final class MeterSource {

    private static final String PREFIX = "meter/";

    private MeterSource() {}

    public static String of(String domain) {
        return PREFIX + domain;
    }

    /** The domain a source meters; empty if it is no meter. */
    public static Optional<String> domainOf(String source) {
        return source.startsWith(PREFIX)
                ? Optional.of(source.substring(PREFIX.length()))
                : Optional.empty();
    }
}
