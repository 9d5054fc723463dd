package io.gigafleet.bench.chart;

import io.gigafleet.bench.GrowthExponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the time to place a whole site grows with its racks: both axes logarithmic. */
final class GrowthChart {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final double LEFT = 90;
    private static final double RIGHT = 700;
    private static final double TOP = 60;
    private static final double BOTTOM = 360;
    private static final double LINE_HEIGHT = 22;

    private GrowthChart() {}

    /** Draws what of the results is a series of sizes. */
    static String of(List<PlacementResult> results) {
        Map<String, List<PlacementResult>> series = series(results);
        List<PlacementResult> all = series.values().stream().flatMap(List::stream).toList();
        LogAxis racks =
                LogAxis.over(all.stream().map(each -> (double) each.racks()).toList(), LEFT, RIGHT);
        LogAxis millis =
                LogAxis.over(all.stream().map(PlacementResult::warmMillis).toList(), BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text("t", 20, 30, "A whole site placed from nothing: warm median by size");
        for (double mark : racks.marks()) {
            svg.grid(racks.at(mark), TOP, racks.at(mark), BOTTOM);
            svg.text("m", racks.at(mark), BOTTOM + 20, number(mark));
        }
        for (double mark : millis.marks()) {
            svg.grid(LEFT, millis.at(mark), RIGHT, millis.at(mark));
            svg.text("e", LEFT - 8, millis.at(mark) + 4, time(mark));
        }
        svg.text("m", (LEFT + RIGHT) / 2, BOTTOM + 42, "racks");
        double legend = TOP + 10;
        for (Map.Entry<String, List<PlacementResult>> each : series.entrySet()) {
            String colour = Palette.of(each.getKey());
            List<Svg.Point> points = new ArrayList<>();
            for (PlacementResult result : each.getValue()) {
                points.add(new Svg.Point(racks.at(result.racks()), millis.at(result.warmMillis())));
            }
            svg.line(points, colour);
            points.forEach(point -> svg.dot(point.x(), point.y(), colour));
            svg.dot(RIGHT + 24, legend - 4, colour);
            svg.text("l", RIGHT + 36, legend, each.getKey() + exponent(each.getValue()));
            legend += LINE_HEIGHT;
        }
        return svg.file();
    }

    private static Map<String, List<PlacementResult>> series(List<PlacementResult> results) {
        Map<String, List<PlacementResult>> series = new LinkedHashMap<>();
        results.stream()
                .filter(PlacementResult::growth)
                .sorted(
                        Comparator.comparingInt(
                                        (PlacementResult each) -> Palette.place(each.scheduler()))
                                .thenComparingInt(PlacementResult::racks))
                .forEach(
                        result ->
                                series.computeIfAbsent(
                                                result.scheduler(), ignored -> new ArrayList<>())
                                        .add(result));
        return series;
    }

    private static String exponent(List<PlacementResult> series) {
        if (series.size() < 2) {
            return "";
        }
        double exponent =
                GrowthExponent.of(
                        series.stream().map(each -> (double) each.racks()).toList(),
                        series.stream().map(PlacementResult::warmMillis).toList());
        return String.format(Locale.ROOT, ": grows as racks^%.2f", exponent);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String time(double millis) {
        if (millis >= 1_000) {
            return number(millis / 1_000) + " s";
        }
        return millis >= 1 ? number(millis) + " ms" : millis + " ms";
    }
}
