package io.gigafleet.bench.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A week under several policies, as {@code bench policy --json} printed it.
 *
 * @param lines one for each policy, in the order printed
 */
record PolicyWeek(int racks, double oversubscription, List<Line> lines) {

    private static final int HOUR_SECONDS = 3_600;

    PolicyWeek {
        lines = List.copyOf(lines);
    }

    /**
     * One policy's week, hour by hour.
     *
     * @param rowPercent the fullest row's peak of each hour, of its budget
     * @param dieCelsius the hottest die of each hour
     * @param throttledPercent accelerator-minutes throttled or suspended, of those placed
     * @param darkPercent accelerator-minutes without power, of those placed
     * @param tokensPercent tokens served, of those offered
     */
    record Line(
            String policy,
            List<Double> rowPercent,
            List<Double> dieCelsius,
            double throttledPercent,
            double darkPercent,
            double tokensPercent) {
        Line {
            rowPercent = List.copyOf(rowPercent);
            dieCelsius = List.copyOf(dieCelsius);
        }
    }

    static PolicyWeek of(JsonNode printed) {
        int perHour = Math.max(1, HOUR_SECONDS / printed.path("pointSeconds").asInt());
        List<Line> lines = new ArrayList<>();
        for (JsonNode result : printed.path("results")) {
            double placed = result.path("placedMinutes").asDouble();
            lines.add(
                    new Line(
                            result.path("policy").asText(),
                            hours(result, "rowShare", perHour, 100),
                            hours(result, "dieCelsius", perHour, 1),
                            100 * result.path("throttledShare").asDouble(),
                            100 * result.path("darkMinutes").asDouble() / placed,
                            100
                                    * result.path("tokensServed").asDouble()
                                    / result.path("tokensOffered").asDouble()));
        }
        return new PolicyWeek(
                printed.path("racks").asInt(), printed.path("oversubscription").asDouble(), lines);
    }

    private static List<Double> hours(JsonNode result, String field, int perHour, double scale) {
        List<Double> hours = new ArrayList<>();
        double most = 0;
        int at = 0;
        for (JsonNode point : result.path("points")) {
            most = Math.max(most, scale * point.path(field).asDouble());
            at++;
            if (at % perHour == 0) {
                hours.add(most);
                most = 0;
            }
        }
        return hours;
    }
}
