package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Rows of the roll-up tables as the plane holds them in memory. */
final class RollupRowReader {

    private static final double DECI = 10;
    private static final double MILLI = 1_000;

    private RollupRowReader() {}

    /** A row of {@code rack_minute}, or of {@code rack_ten_seconds}, which has no latencies. */
    static RackRollup rack(ResultSet row, boolean hasLatencies) throws SQLException {
        return new RackRollup(
                row.getString("rack"),
                start(row),
                row.getInt("samples"),
                row.getLong("watts_mean"),
                row.getLong("watts_max"),
                row.getLong("energy_joules"),
                rounded(row, "die_celsius_max", DECI),
                rounded(row, "die_celsius_mean", DECI),
                rounded(row, "return_celsius_max", MILLI),
                rounded(row, "utilization_mean", MILLI),
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("power_throttle_millis"),
                row.getLong("thermal_throttle_millis"),
                hasLatencies ? counts(row, "ttft") : LatencyCounts.NONE);
    }

    static ServiceRollup service(ResultSet row) throws SQLException {
        return new ServiceRollup(
                row.getString("service"),
                start(row),
                row.getInt("samples"),
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("requests_rejected"),
                counts(row, "ttft"),
                counts(row, "tpot"));
    }

    static PlantRollup plant(ResultSet row) throws SQLException {
        return new PlantRollup(
                row.getString("part"),
                start(row),
                row.getInt("samples"),
                row.getInt("racks"),
                row.getLong("watts_mean"),
                row.getLong("watts_max"),
                row.getLong("energy_joules"),
                rounded(row, "die_celsius_max", DECI),
                rounded(row, "die_celsius_mean", DECI),
                rounded(row, "utilization_mean", MILLI),
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("power_throttle_millis"),
                row.getLong("thermal_throttle_millis"));
    }

    private static long start(ResultSet row) throws SQLException {
        return row.getTimestamp("window_start").toInstant().getEpochSecond();
    }

    private static int rounded(ResultSet row, String column, double factor) throws SQLException {
        return (int) Math.round(row.getDouble(column) * factor);
    }

    private static LatencyCounts counts(ResultSet row, String histogram) throws SQLException {
        Long[] counts = (Long[]) row.getArray(histogram + "_counts").getArray();
        return LatencyCounts.of(
                row.getInt(histogram + "_first"),
                Arrays.stream(counts).mapToLong(Long::longValue).toArray());
    }
}
