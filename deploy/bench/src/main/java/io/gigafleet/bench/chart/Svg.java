package io.gigafleet.bench.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture in the colours and letters of the documentation. */
final class Svg {

    private static final String STYLE =
            """
              <style>
                .t { font-weight: 600; fill: #1f2328; }
                .l { fill: #57606a; font-size: 12px; }
                .e { fill: #57606a; font-size: 12px; text-anchor: end; }
                .m { fill: #57606a; font-size: 12px; text-anchor: middle; }
                .grid { stroke: #d0d7de; stroke-width: 1; }
              </style>
            """;

    private final int width;
    private final int height;
    private final StringBuilder shapes = new StringBuilder();

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A point, in pixels from the left upper corner. */
    record Point(double x, double y) {}

    /** Writes words; the style is one of t (title), l (left), m (middle), e (end). */
    void text(String style, double x, double y, String words) {
        shapes.append(
                String.format(
                        Locale.ROOT,
                        "  <text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                        style,
                        x,
                        y,
                        words.replace("&", "&amp;").replace("<", "&lt;")));
    }

    void grid(double x1, double y1, double x2, double y2) {
        shapes.append(
                String.format(
                        Locale.ROOT,
                        "  <line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\""
                                + " y2=\"%.1f\"/>%n",
                        x1,
                        y1,
                        x2,
                        y2));
    }

    void line(List<Point> points, String colour) {
        shapes.append(
                String.format(
                        Locale.ROOT,
                        "  <polyline points=\"%s\" fill=\"none\" stroke=\"%s\""
                                + " stroke-width=\"2\"/>%n",
                        points.stream()
                                .map(
                                        point ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%.1f,%.1f",
                                                        point.x(),
                                                        point.y()))
                                .collect(Collectors.joining(" ")),
                        colour));
    }

    void dot(double x, double y, String colour) {
        shapes.append(
                String.format(
                        Locale.ROOT,
                        "  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>%n",
                        x,
                        y,
                        colour));
    }

    /** A filled box, by its left upper corner. */
    void box(double x, double y, double wide, double high, String colour) {
        shapes.append(
                String.format(
                        Locale.ROOT,
                        "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                                + " fill=\"%s\"/>%n",
                        x,
                        y,
                        wide,
                        high,
                        colour));
    }

    /** The whole file. */
    String file() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                + " font-family=\"Inter, Segoe UI, Helvetica, Arial, sans-serif\""
                                + " font-size=\"14\">%n",
                        width,
                        height)
                + STYLE
                + String.format(
                        Locale.ROOT,
                        "  <rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
                        width,
                        height)
                + shapes
                + "</svg>\n";
    }
}
