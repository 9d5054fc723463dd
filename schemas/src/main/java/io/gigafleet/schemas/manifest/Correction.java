package io.gigafleet.schemas.manifest;

import io.gigafleet.schemas.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what somebody wrote into what the format takes, where that is beyond doubt. */
final class Correction {

    private static final Pattern QUANTITY =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([\\p{L}°%/]*)");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-z0-9.]+");
    private static final Pattern NAME_EDGES = Pattern.compile("^[-.]+|[-.]+$");
    private static final int MAX_NAME = 63;

    private Correction() {}

    /** {@code 450 kW} as 450000, {@code 1.2MW} as 1200000. */
    static Optional<String> watts(String written) {
        return quantity(written)
                .flatMap(
                        found ->
                                switch (found.unit) {
                                    case "", "w", "watt", "watts" -> Optional.of(found.amount);
                                    case "kw" -> Optional.of(found.amount * 1e3);
                                    case "mw" -> Optional.of(found.amount * 1e6);
                                    case "gw" -> Optional.of(found.amount * 1e9);
                                    default -> Optional.<Double>empty();
                                })
                .map(watts -> Long.toString(Math.round(watts)));
    }

    /** {@code 671B} as 671e9. */
    static Optional<String> parameters(String written) {
        return quantity(written)
                .flatMap(
                        found ->
                                switch (found.unit) {
                                    case "" -> Optional.of(found.amount);
                                    case "k" -> Optional.of(found.amount * 1e3);
                                    case "m" -> Optional.of(found.amount * 1e6);
                                    case "b", "g" -> Optional.of(found.amount * 1e9);
                                    case "t" -> Optional.of(found.amount * 1e12);
                                    default -> Optional.<Double>empty();
                                })
                .map(YamlScalars::write);
    }

    /** A number without the unit that stands behind it. */
    static Optional<String> number(String written) {
        return quantity(written)
                .filter(found -> !found.unit.isEmpty())
                .map(found -> YamlScalars.write(found.amount));
    }

    /** {@code 0.5 sec} as 500ms. */
    static Optional<String> duration(String written) {
        return quantity(written)
                .flatMap(
                        found ->
                                switch (found.unit) {
                                    case "ms", "msec", "millis", "milliseconds" ->
                                            Optional.of(found.amount);
                                    case "s", "sec", "secs", "second", "seconds" ->
                                            Optional.of(found.amount * 1e3);
                                    case "m", "min", "mins", "minute", "minutes" ->
                                            Optional.of(found.amount * 60e3);
                                    case "h", "hour", "hours" ->
                                            Optional.of(found.amount * 3_600e3);
                                    case "d", "day", "days" -> Optional.of(found.amount * 86_400e3);
                                    default -> Optional.<Double>empty();
                                })
                .filter(millis -> millis < 1e12)
                .map(millis -> Durations.format(Duration.ofMillis(Math.round(millis))));
    }

    /** {@code Frontier_Chat} as frontier-chat. */
    static Optional<String> name(String written) {
        String dashed = NOT_IN_A_NAME.matcher(written.toLowerCase(Locale.ROOT)).replaceAll("-");
        String name = NAME_EDGES.matcher(dashed).replaceAll("");
        return name.isEmpty() || name.length() > MAX_NAME ? Optional.empty() : Optional.of(name);
    }

    private record Quantity(double amount, String unit) {}

    private static Optional<Quantity> quantity(String written) {
        Matcher match = QUANTITY.matcher(written.strip().replace("_", "").replace(",", ""));
        return match.matches()
                ? Optional.of(
                        new Quantity(
                                Double.parseDouble(match.group(1)),
                                match.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
