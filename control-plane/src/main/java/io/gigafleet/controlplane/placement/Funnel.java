package io.gigafleet.controlplane.placement;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the racks considered for a replica came down to none.
 *
 * @param considered racks of the site
 * @param rejected racks each filter took away, in the filters' order
 */
public record Funnel(int considered, Map<Filter, Integer> rejected) {

    public Funnel {
        rejected = Map.copyOf(rejected);
    }

    /** The filters, in the order they are applied. A rack counts at the first that rejects it. */
    public enum Filter {
        SKU,
        HALL,
        LABELS,
        SIZE,
        MEMORY,
        READINESS,
        EXCLUSIVE,
        SPREAD,
        ACCELERATORS,
        POWER,
        COOLING
    }

    public int rejectedBy(Filter filter) {
        return rejected.getOrDefault(filter, 0);
    }

    /** One line for people: {@code 8 racks considered; rejected: 2 readiness, 6 power}. */
    public String text() {
        String counts =
                new EnumMap<>(rejected.isEmpty() ? Map.of(Filter.SKU, 0) : rejected)
                        .entrySet().stream()
                                .filter(entry -> entry.getValue() > 0)
                                .map(
                                        entry ->
                                                entry.getValue()
                                                        + " "
                                                        + entry.getKey()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "));
        return considered + " racks considered" + (counts.isEmpty() ? "" : "; rejected: " + counts);
    }
}
