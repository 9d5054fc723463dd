package io.gigafleet.nodeagent.admin;

import java.util.Map;

/** Metrics in Prometheus' text format, written line by line. */
final class MetricsText {

    /** Kinds Prometheus tells apart. */
    enum Kind {
        GAUGE("gauge"),
        COUNTER("counter"),
        HISTOGRAM("histogram");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private final StringBuilder text = new StringBuilder(16_384);

    /** Begins a metric; its samples follow. */
    MetricsText metric(String name, Kind kind, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind.word).append('\n');
        return this;
    }

    MetricsText sample(String name, Map<String, String> labels, double value) {
        begin(name, labels).append(value).append('\n');
        return this;
    }

    MetricsText sample(String name, Map<String, String> labels, long value) {
        begin(name, labels).append(value).append('\n');
        return this;
    }

    private StringBuilder begin(String name, Map<String, String> labels) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{');
            String separator = "";
            for (Map.Entry<String, String> label : labels.entrySet()) {
                text.append(separator)
                        .append(label.getKey())
                        .append("=\"")
                        .append(escaped(label.getValue()))
                        .append('"');
                separator = ",";
            }
            text.append('}');
        }
        return text.append(' ');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
