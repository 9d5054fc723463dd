package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Roll-ups as lines of COPY's text format, in the order of their tables' columns. Names are checked
 * when they are applied: no tab can be in one.
 */
final class RollupLines {

    private static final double DECI = 10;
    private static final double MILLI = 1_000;

    private RollupLines() {}

    /** A line of {@code rack_minute}, or without latencies of {@code rack_ten_seconds}. */
    static String rack(RackRollup row, boolean hasLatencies) {
        String line =
                line(
                        Instant.ofEpochSecond(row.startEpochSeconds()),
                        row.rackId(),
                        row.samples(),
                        row.wattsMean(),
                        row.wattsMax(),
                        row.energyJoules(),
                        row.dieDeciCelsiusMean() / DECI,
                        row.dieDeciCelsiusMax() / DECI,
                        row.returnMilliCelsiusMax() / MILLI,
                        row.utilizationPermilleMean() / MILLI,
                        row.powerThrottleMillis(),
                        row.thermalThrottleMillis(),
                        row.requests(),
                        row.inputTokens(),
                        row.outputTokens());
        return hasLatencies
                ? line
                        + "\t"
                        + line(array(row.timeToFirstToken()), row.timeToFirstToken().firstBucket())
                        + "\n"
                : line + "\n";
    }

    /** A line of {@code service_minute} and of {@code service_ten_seconds}. */
    static String service(ServiceRollup row) {
        return line(
                        Instant.ofEpochSecond(row.startEpochSeconds()),
                        row.service(),
                        row.samples(),
                        row.requests(),
                        row.rejectedRequests(),
                        row.inputTokens(),
                        row.outputTokens(),
                        array(row.timeToFirstToken()),
                        array(row.timePerOutputToken()),
                        row.timeToFirstToken().firstBucket(),
                        row.timePerOutputToken().firstBucket())
                + "\n";
    }

    /** A line of {@code plant_minute} and of {@code plant_ten_seconds}. */
    static String plant(PlantRollup row) {
        return line(
                        Instant.ofEpochSecond(row.startEpochSeconds()),
                        row.part(),
                        row.samples(),
                        row.racks(),
                        row.wattsMean(),
                        row.wattsMax(),
                        row.energyJoules(),
                        row.dieDeciCelsiusMean() / DECI,
                        row.dieDeciCelsiusMax() / DECI,
                        row.utilizationPermilleMean() / MILLI,
                        row.powerThrottleMillis(),
                        row.thermalThrottleMillis(),
                        row.requests(),
                        row.inputTokens(),
                        row.outputTokens())
                + "\n";
    }

    private static String line(Object... columns) {
        return Arrays.stream(columns).map(Object::toString).collect(Collectors.joining("\t"));
    }

    /** The counts in use; the column beside it says which bucket the first is. */
    private static String array(LatencyCounts counts) {
        return LongStream.of(counts.counts())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
