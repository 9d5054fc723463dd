package io.gigafleet.controlplane.telemetry.series;

import io.gigafleet.schemas.LatencyBuckets;
import java.util.List;

/** Makes one point of the windows it covers. */
final class PointSum {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;

    private final long[] latencies = new long[LatencyBuckets.COUNT];
    private boolean hasLatencies;
    private int numbers;
    private double sum;
    private double high = Double.NEGATIVE_INFINITY;

    private PointSum() {}

    /** The point; there must be a sample. */
    static SeriesPoint of(long atEpochSeconds, List<Sample> samples) {
        PointSum point = new PointSum();
        samples.forEach(point::add);
        return point.toPoint(atEpochSeconds);
    }

    private void add(Sample sample) {
        switch (sample) {
            case Sample.Number number -> {
                numbers++;
                sum += number.mean();
                high = Math.max(high, number.high());
            }
            case Sample.Latencies counted -> {
                hasLatencies = true;
                counted.counts().addTo(latencies);
            }
        }
    }

    private SeriesPoint toPoint(long atEpochSeconds) {
        return hasLatencies
                ? new SeriesPoint(
                        atEpochSeconds,
                        LatencyBuckets.percentileMillis(latencies, MEDIAN).orElseThrow(),
                        LatencyBuckets.percentileMillis(latencies, P95).orElseThrow())
                : new SeriesPoint(atEpochSeconds, sum / numbers, high);
    }
}
