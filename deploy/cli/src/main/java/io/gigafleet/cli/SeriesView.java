package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A series as a spark line, its newest points under it. */
final class SeriesView {

    /** Points that are listed unless all are asked for. */
    static final int LISTED = 20;

    private static final int SPARK_COLUMNS = 60;
    private static final String SPARKS = "▁▂▃▄▅▆▇█";

    private SeriesView() {}

    /**
     * The answer for people.
     *
     * @param all whether every point is listed
     */
    static String table(JsonNode series, boolean all) {
        List<JsonNode> points = PlantView.items(series.path("points"));
        String head =
                "%s  %s in %s, a point every %s from roll-ups of %s\n"
                        .formatted(
                                Values.clean(series.path("subject").asText()),
                                series.path("metric").asText(),
                                series.path("unit").asText(),
                                Values.age(Duration.ofSeconds(series.path("stepSeconds").asLong())),
                                Values.age(
                                        Duration.ofSeconds(series.path("sourceSeconds").asLong())));
        if (points.isEmpty()) {
            return head + "nothing was heard in that time\n";
        }
        List<JsonNode> listed =
                all ? points : points.subList(Math.max(0, points.size() - LISTED), points.size());
        return head
                + spark(points.stream().mapToDouble(SeriesView::value).toArray())
                + "\n"
                + new Table<JsonNode>()
                        .words("AT", point -> point.path("at").asText())
                        .numbers("VALUE", point -> Values.decimal(point.path("value")))
                        .numbers("HIGH", point -> Values.decimal(point.path("high")))
                        .of(listed);
    }

    private static double value(JsonNode point) {
        return point.path("value").asDouble();
    }

    /** The values in eight heights, from the least to the greatest of them. */
    static String spark(double[] values) {
        int columns = Math.min(SPARK_COLUMNS, values.length);
        double[] means = new double[columns];
        for (int column = 0; column < columns; column++) {
            int from = column * values.length / columns;
            int to = (column + 1) * values.length / columns;
            double sum = 0;
            for (int index = from; index < to; index++) {
                sum += values[index];
            }
            means[column] = sum / (to - from);
        }
        double least = Arrays.stream(means).min().orElse(0);
        double greatest = Arrays.stream(means).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            double share = greatest > least ? (mean - least) / (greatest - least) : 0;
            line.append(SPARKS.charAt((int) Math.round(share * (SPARKS.length() - 1))));
        }
        return "%s  %s to %s"
                .formatted(line, Values.format("%,.1f", least), Values.format("%,.1f", greatest));
    }
}
