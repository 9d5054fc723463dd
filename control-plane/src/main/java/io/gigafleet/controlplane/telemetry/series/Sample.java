package io.gigafleet.controlplane.telemetry.series;

import io.gigafleet.controlplane.telemetry.LatencyCounts;
import java.util.Optional;

/** What one window says of a metric. */
sealed interface Sample {

    /** The window's first second. */
    long atEpochSeconds();

    /** A mean and a maximum; the same where there is no maximum of its own. */
    record Number(long atEpochSeconds, double mean, double high) implements Sample {}

    /** A histogram, of which percentiles are shown. */
    record Latencies(long atEpochSeconds, LatencyCounts counts) implements Sample {}

    static Optional<Sample> number(long atEpochSeconds, double mean, double high) {
        return Optional.of(new Number(atEpochSeconds, mean, high));
    }

    static Optional<Sample> number(long atEpochSeconds, double mean) {
        return number(atEpochSeconds, mean, mean);
    }

    static Optional<Sample> latencies(long atEpochSeconds, LatencyCounts counts) {
        return Metric.isCounted(counts)
                ? Optional.of(new Latencies(atEpochSeconds, counts))
                : Optional.empty();
    }
}
