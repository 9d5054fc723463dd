package io.gigafleet.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A week under several policies: the fullest row and the hottest die hour by hour, then what was
 * throttled, dark and served, as bars.
 */
final class PolicyChart {

    private static final int WIDTH = 960;
    private static final double LEFT = 70;
    private static final double RIGHT = 940;
    private static final double PANEL_HEIGHT = 170;
    private static final double FIRST_TOP = 76;
    private static final double SECOND_TOP = FIRST_TOP + PANEL_HEIGHT + 60;
    private static final double BARS_TOP = SECOND_TOP + PANEL_HEIGHT + 66;
    private static final double BAR_HEIGHT = 18;
    private static final double LINE_HEIGHT = 26;
    private static final int HOURS_PER_DAY = 24;

    private PolicyChart() {}

    /** An axis from the bottom of a panel to its top. */
    private record Axis(double least, double most, double top) {
        double at(double value) {
            double share = (Math.clamp(value, least, most) - least) / (most - least);
            return top + PANEL_HEIGHT * (1 - share);
        }
    }

    static String of(PolicyWeek week) {
        double height = BARS_TOP + LINE_HEIGHT * week.lines().size() + 20;
        Svg svg = new Svg(WIDTH, (int) height);
        svg.text(
                "t",
                20,
                28,
                String.format(
                        Locale.ROOT,
                        "A week of %d racks whose peaks are %.2f times what their rows carry",
                        week.racks(),
                        week.oversubscription()));
        legend(svg, week.lines());
        panel(
                svg,
                new Axis(60, 115, FIRST_TOP),
                "fullest row, % of its budget",
                List.of(60.0, 80.0, 100.0),
                week,
                PolicyWeek.Line::rowPercent);
        panel(
                svg,
                new Axis(40, 95, SECOND_TOP),
                "hottest die, °C (slows down at 87, trips at 92)",
                List.of(40.0, 60.0, 87.0, 92.0),
                week,
                PolicyWeek.Line::dieCelsius);
        bars(svg, week, LEFT, "throttled, % of placed", PolicyWeek.Line::throttledPercent);
        bars(svg, week, LEFT + 300, "dark, % of placed", PolicyWeek.Line::darkPercent);
        bars(svg, week, LEFT + 600, "tokens served, % of offered", PolicyWeek.Line::tokensPercent);
        return svg.file();
    }

    private static void legend(Svg svg, List<PolicyWeek.Line> lines) {
        double at = 20;
        for (PolicyWeek.Line line : lines) {
            svg.dot(at + 6, 46, Palette.of(line.policy()));
            svg.text("l", at + 18, 50, line.policy());
            at += 170;
        }
    }

    private static void panel(
            Svg svg,
            Axis axis,
            String title,
            List<Double> marks,
            PolicyWeek week,
            Function<PolicyWeek.Line, List<Double>> values) {
        svg.text("l", LEFT, axis.top() - 6, title);
        for (double mark : marks) {
            svg.grid(LEFT, axis.at(mark), RIGHT, axis.at(mark));
            svg.text("e", LEFT - 8, axis.at(mark) + 4, String.format(Locale.ROOT, "%.0f", mark));
        }
        int hours =
                week.lines().stream().mapToInt(line -> values.apply(line).size()).max().orElse(1);
        double hourWide = (RIGHT - LEFT) / Math.max(1, hours);
        for (int hour = 0; hour < hours; hour += HOURS_PER_DAY) {
            double x = LEFT + hour * hourWide;
            svg.grid(x, axis.top(), x, axis.top() + PANEL_HEIGHT);
            svg.text("l", x + 2, axis.top() + PANEL_HEIGHT + 16, "day " + (hour / 24 + 1));
        }
        for (PolicyWeek.Line line : week.lines()) {
            List<Svg.Point> points = new ArrayList<>();
            List<Double> all = values.apply(line);
            for (int hour = 0; hour < all.size(); hour++) {
                points.add(new Svg.Point(LEFT + (hour + 0.5) * hourWide, axis.at(all.get(hour))));
            }
            svg.line(points, Palette.of(line.policy()));
        }
    }

    private static void bars(
            Svg svg,
            PolicyWeek week,
            double left,
            String title,
            ToDoubleFunction<PolicyWeek.Line> value) {
        double widest = 180;
        double most = week.lines().stream().mapToDouble(value).max().orElse(1);
        svg.text("l", left, BARS_TOP - 10, title);
        double top = BARS_TOP;
        for (PolicyWeek.Line line : week.lines()) {
            double percent = value.applyAsDouble(line);
            double wide = Math.max(1, widest * percent / Math.max(1e-9, most));
            svg.box(left, top, wide, BAR_HEIGHT, Palette.of(line.policy()));
            svg.text("l", left + wide + 6, top + BAR_HEIGHT - 5, words(percent));
            top += LINE_HEIGHT;
        }
    }

    private static String words(double percent) {
        return percent == 0
                ? "0"
                : String.format(Locale.ROOT, percent >= 10 ? "%.1f" : "%.3f", percent);
    }
}
