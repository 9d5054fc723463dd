package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Reads the past of racks and services, minute by minute. */
@ApplicationScoped
public class MinuteHistory {

    /** Most minutes of one answer: a day. */
    public static final int MAX_MINUTES = 1_440;

    private static final String OF_RACK =
            """
            select window_start, samples, watts_mean, watts_max, energy_joules, die_celsius_mean,
                   die_celsius_max, return_celsius_max, utilization_mean, power_throttle_millis,
                   thermal_throttle_millis, requests, input_tokens, output_tokens, ttft_counts
              from rack_minute
             where rack = ? and window_start >= ? and window_start < ?
             order by window_start limit ?
            """;
    private static final String OF_SERVICE =
            """
            select window_start, samples, requests, requests_rejected, input_tokens, output_tokens,
                   ttft_counts, tpot_counts
              from service_minute
             where service = ? and window_start >= ? and window_start < ?
             order by window_start limit ?
            """;

    private final DataSource database;

    public MinuteHistory(DataSource database) {
        this.database = database;
    }

    /** From one time up to, but without, another. */
    public record Span(Instant from, Instant to) {}

    /** A rack's minutes, oldest first; the first {@link #MAX_MINUTES} of the span. */
    public List<RackRollup> ofRack(String rack, Span span) throws SQLException {
        return rows(OF_RACK, rack, span, row -> rackMinute(rack, row));
    }

    /** A service's minutes, oldest first; the first {@link #MAX_MINUTES} of the span. */
    public List<ServiceRollup> ofService(String service, Span span) throws SQLException {
        return rows(OF_SERVICE, service, span, row -> serviceMinute(service, row));
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, String name, Span span, RowReader<T> reader)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            select.setTimestamp(2, Timestamp.from(span.from()));
            select.setTimestamp(3, Timestamp.from(span.to()));
            select.setInt(4, MAX_MINUTES);
            try (ResultSet row = select.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        }
    }

    private static RackRollup rackMinute(String rack, ResultSet row) throws SQLException {
        return new RackRollup(
                rack,
                row.getTimestamp("window_start").toInstant().getEpochSecond(),
                row.getInt("samples"),
                row.getLong("watts_mean"),
                row.getLong("watts_max"),
                row.getLong("energy_joules"),
                (int) Math.round(row.getDouble("die_celsius_max") * 10),
                (int) Math.round(row.getDouble("die_celsius_mean") * 10),
                (int) Math.round(row.getDouble("return_celsius_max") * 1_000),
                (int) Math.round(row.getDouble("utilization_mean") * 1_000),
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("power_throttle_millis"),
                row.getLong("thermal_throttle_millis"),
                counts(row, "ttft_counts"));
    }

    private static ServiceRollup serviceMinute(String service, ResultSet row) throws SQLException {
        return new ServiceRollup(
                service,
                row.getTimestamp("window_start").toInstant().getEpochSecond(),
                row.getInt("samples"),
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("requests_rejected"),
                counts(row, "ttft_counts"),
                counts(row, "tpot_counts"));
    }

    private static LatencyCounts counts(ResultSet row, String column) throws SQLException {
        Long[] counts = (Long[]) row.getArray(column).getArray();
        return LatencyCounts.of(0, Arrays.stream(counts).mapToLong(Long::longValue).toArray());
    }
}
