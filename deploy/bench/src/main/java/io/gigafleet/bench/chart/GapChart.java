package io.gigafleet.bench.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far plans are below what no plan can exceed, by instance: one panel for each objective, a dot
 * for each scheduler on a logarithmic axis.
 */
final class GapChart {

    private static final int WIDTH = 960;
    private static final double LEFT = 200;
    private static final double RIGHT = 720;
    private static final double HEAD = 50;
    private static final double PANEL_HEAD = 40;
    private static final double LINE_HEIGHT = 26;

    /** Percent at which the axis begins; a plan at the bound is drawn there. */
    private static final int LEAST_POWER = -3;

    private static final int MOST_POWER = 1;
    private static final List<String> PANELS = List.of("weighted", "accelerators");
    private static final LogAxis PERCENT = new LogAxis(LEAST_POWER, MOST_POWER, LEFT, RIGHT);

    private GapChart() {}

    /** Draws all results that have a bound. */
    static String of(List<PlacementResult> results) {
        Map<String, Map<String, Map<String, Double>>> panels = new LinkedHashMap<>();
        Map<String, String> colours = new LinkedHashMap<>();
        for (String panel : PANELS) {
            panels.put(panel, rows(results, panel));
        }
        results.stream()
                .filter(result -> result.gaps().isPresent())
                .forEach(
                        result ->
                                colours.putIfAbsent(
                                        result.scheduler(), Palette.of(result.scheduler())));
        double height = HEAD;
        for (Map<String, Map<String, Double>> rows : panels.values()) {
            height += PANEL_HEAD + LINE_HEIGHT * (rows.size() + 1);
        }
        Svg svg = new Svg(WIDTH, (int) Math.ceil(height) + 10);
        svg.text("t", 20, 30, "Below what no plan can exceed, percent (0.001: at it)");
        double legend = HEAD + PANEL_HEAD;
        for (Map.Entry<String, String> colour : colours.entrySet()) {
            svg.dot(RIGHT + 40, legend - 4, colour.getValue());
            svg.text("l", RIGHT + 52, legend, colour.getKey());
            legend += LINE_HEIGHT;
        }
        double top = HEAD;
        for (Map.Entry<String, Map<String, Map<String, Double>>> panel : panels.entrySet()) {
            top = panel(svg, top, panel.getKey(), panel.getValue());
        }
        return svg.file();
    }

    private static double panel(
            Svg svg, double top, String title, Map<String, Map<String, Double>> rows) {
        double first = top + PANEL_HEAD;
        double bottom = first + LINE_HEIGHT * rows.size();
        svg.text("t", 20, top + LINE_HEIGHT, "objective " + title);
        for (double mark : PERCENT.marks()) {
            svg.grid(PERCENT.at(mark), first, PERCENT.at(mark), bottom);
            svg.text("m", PERCENT.at(mark), bottom + 16, words(mark));
        }
        double line = first + LINE_HEIGHT / 2;
        for (Map.Entry<String, Map<String, Double>> row : rows.entrySet()) {
            double at = line;
            svg.text("e", LEFT - 16, at + 4, row.getKey());
            svg.grid(LEFT, at, RIGHT, at);
            row.getValue()
                    .forEach(
                            (scheduler, gap) ->
                                    svg.dot(PERCENT.at(gap), at, Palette.of(scheduler)));
            line += LINE_HEIGHT;
        }
        return bottom + LINE_HEIGHT;
    }

    /** Gap by instance and scheduler. */
    private static Map<String, Map<String, Double>> rows(
            List<PlacementResult> results, String objective) {
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        for (PlacementResult result : results) {
            if (result.gaps().isPresent()
                    && (result.objective().equals(objective) || result.knowsNoObjective())) {
                PlacementResult.Gaps gaps = result.gaps().get();
                rows.computeIfAbsent(result.instance(), ignored -> new LinkedHashMap<>())
                        .put(
                                result.scheduler(),
                                objective.equals("weighted")
                                        ? gaps.weightedPercent()
                                        : gaps.acceleratorsPercent());
            }
        }
        return rows;
    }

    private static String words(double percent) {
        return percent >= 1 ? Long.toString(Math.round(percent)) : Double.toString(percent);
    }
}
