package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.plant.Feeder;
import io.gigafleet.nodeagent.plant.PowerTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The plant's answers as JSON. */
final class PlantJson {

    private PlantJson() {}

    /** All meters, parents before children. */
    static String meters(PowerTree tree) {
        return "{\"meters\":["
                + String.join(",", tree.feeders().stream().map(PlantJson::feeder).toList())
                + "]}\n";
    }

    static String feeder(Feeder feeder) {
        return String.format(
                Locale.ROOT,
                "{\"domain\":%s,\"watts\":%d,\"budgetWatts\":%d,\"feeds\":%d,\"feedsPresent\":%d,"
                    + "\"lostFeeds\":%d,\"breakerOpen\":%b,\"wear\":%.3f,\"energyJoules\":%.0f}",
                quoted(feeder.name()),
                feeder.watts(),
                feeder.budgetWatts(),
                Feeder.FEEDS,
                feeder.feedsPresent(),
                feeder.lostFeeds(),
                feeder.breaker().isOpen(),
                feeder.breaker().wear(),
                feeder.energyJoules());
    }

    /** What is wrong with feeds and breakers. */
    static String faults(PowerTree tree) {
        List<String> faults = new ArrayList<>();
        for (Feeder feeder : tree.feeders()) {
            if (feeder.lostFeeds() > 0) {
                faults.add(
                        fault(
                                "domain/" + feeder.name(),
                                "feed",
                                feeder.lostFeeds() + " of " + Feeder.FEEDS + " feeds lost"));
            }
            if (feeder.breaker().isOpen()) {
                faults.add(fault("domain/" + feeder.name(), "breaker", "opened by overload"));
            }
        }
        return "{\"faults\":[" + String.join(",", faults) + "]}\n";
    }

    /**
     * One thing that is broken.
     *
     * @param subject {@code rack/R}, {@code loop/L} or {@code domain/D}
     */
    static String fault(String subject, String kind, String detail) {
        return "{\"subject\":"
                + quoted(subject)
                + ",\"kind\":"
                + quoted(kind)
                + ",\"detail\":"
                + quoted(detail)
                + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
