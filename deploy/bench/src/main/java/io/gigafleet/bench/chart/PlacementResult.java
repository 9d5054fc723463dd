package io.gigafleet.bench.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One scheduler on one instance, as {@code bench placement --json} printed it.
 *
 * @param scheduler with the order in which replicas came, if not all at once: {@code gigafleet
 *     online}
 * @param objective what the plan was to have most of: {@code weighted} or {@code accelerators}
 * @param growth whether it is one of a series of sizes
 * @param warmMillis median of the warm runs
 * @param gaps how far below the bounds, if they were solved for
 */
record PlacementResult(
        String scheduler,
        String instance,
        String objective,
        boolean growth,
        int racks,
        double warmMillis,
        Optional<Gaps> gaps) {

    /** Percent below what no plan can exceed. */
    record Gaps(double acceleratorsPercent, double weightedPercent) {}

    static PlacementResult of(JsonNode race, boolean growth) {
        String order = race.path("order").asText();
        String scheduler = race.path("scheduler").asText();
        boolean isOnline = scheduler.equals("gigafleet") && order.equals("online");
        return new PlacementResult(
                isOnline ? scheduler + " online" : scheduler,
                race.path("instance").asText(),
                race.path("objective").asText(),
                growth,
                race.path("racks").asInt(),
                race.path("warmMillis").path("median").asDouble(),
                race.has("gapWeightedPercent")
                        ? Optional.of(
                                new Gaps(
                                        race.path("gapAcceleratorsPercent").asDouble(),
                                        race.path("gapWeightedPercent").asDouble()))
                        : Optional.empty());
    }

    /** Whether its plan is the same for every objective. */
    boolean knowsNoObjective() {
        return scheduler.startsWith("kube") || scheduler.equals("fenzo");
    }
}
