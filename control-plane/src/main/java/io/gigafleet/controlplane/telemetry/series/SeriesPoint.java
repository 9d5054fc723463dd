package io.gigafleet.controlplane.telemetry.series;

/**
 * One point of a series.
 *
 * @param atEpochSeconds the first second it covers
 * @param value the mean; of latencies the median
 * @param high the maximum; of latencies the 95th percentile
 */
public record SeriesPoint(long atEpochSeconds, double value, double high) {}
