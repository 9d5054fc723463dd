package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.telemetry.RackColumns;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Ranks racks by what was heard of them last. */
@ApplicationScoped
public class TopAnswers {

    private static final double DECI = 10;
    private static final double PERMILLE = 1_000;
    private static final double WINDOW_MILLIS = 10_000;

    private final TelemetryIngest ingest;

    TopAnswers(TelemetryIngest ingest) {
        this.ingest = ingest;
    }

    /** What racks are ranked by. */
    public enum Rank {
        /** The hottest die. */
        DIE("°C"),
        /** Power. */
        WATTS("W"),
        /** The accelerators' mean utilization. */
        UTILIZATION("share of 1"),
        /** Accelerators below full clock, on average over ten seconds. */
        THROTTLE("accelerators");

        private final String unit;

        Rank(String unit) {
            this.unit = unit;
        }
    }

    /** The highest of the racks shown; racks never heard are not among them. */
    public TopAnswer top(FleetPicture picture, Rank rank, int limit, Predicate<RackSpot> shown) {
        RackColumns columns = ingest.columnsShown();
        Map<String, Double> throttled = rank == Rank.THROTTLE ? throttled() : Map.of();
        List<TopAnswer.Item> items = new ArrayList<>();
        Topology plant = picture.plant();
        for (int index = 0; index < columns.size(); index++) {
            String rack = columns.rackIds().get(index);
            OptionalInt spot = plant.rackNamed(rack);
            if (columns.heardAtMillis()[index] > 0
                    && spot.isPresent()
                    && shown.test(plant.rack(spot.getAsInt()))) {
                items.add(
                        item(
                                plant,
                                plant.rack(spot.getAsInt()),
                                value(columns, index, rank, throttled.getOrDefault(rack, 0.0)),
                                columns.heardAtMillis()[index]));
            }
        }
        items.sort(
                Comparator.comparingDouble(TopAnswer.Item::value)
                        .reversed()
                        .thenComparing(TopAnswer.Item::rack));
        return new TopAnswer(
                rank.name().toLowerCase(Locale.ROOT),
                rank.unit,
                Instant.ofEpochMilli(ingest.fleet().newestAppendMillis()),
                items.stream().limit(limit).toList());
    }

    private Map<String, Double> throttled() {
        Map<String, Double> throttled = new HashMap<>();
        for (RackRollup row : ingest.rollups().newestOfRacks()) {
            throttled.put(
                    row.rackId(),
                    (row.powerThrottleMillis() + row.thermalThrottleMillis()) / WINDOW_MILLIS);
        }
        return throttled;
    }

    private static double value(RackColumns columns, int index, Rank rank, double throttled) {
        return switch (rank) {
            case DIE -> columns.dieDeciCelsius()[index] / DECI;
            case WATTS -> columns.drawWatts()[index];
            case UTILIZATION -> columns.utilizationPermille()[index] / PERMILLE;
            case THROTTLE -> throttled;
        };
    }

    private static TopAnswer.Item item(
            Topology plant, RackSpot spot, double value, long heardAtMillis) {
        return new TopAnswer.Item(
                spot.name(),
                spot.hall(),
                spot.row(),
                plant.loop(spot.loop()).name(),
                value,
                Instant.ofEpochMilli(heardAtMillis));
    }
}
