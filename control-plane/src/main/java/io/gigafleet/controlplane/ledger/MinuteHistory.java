package io.gigafleet.controlplane.ledger;

import io.gigafleet.schemas.LatencyBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
            select window_start, requests, requests_rejected, input_tokens, output_tokens,
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

    /**
     * One minute of one rack. Latencies are null where nothing was served.
     *
     * @param utilizationMean 0 to 1
     * @param powerThrottleMillis accelerator-milliseconds below full clock for power
     */
    public record RackMinuteRow(
            Instant minute,
            int samples,
            long wattsMean,
            long wattsMax,
            long energyJoules,
            float dieCelsiusMean,
            float dieCelsiusMax,
            float returnCelsiusMax,
            float utilizationMean,
            long powerThrottleMillis,
            long thermalThrottleMillis,
            long requests,
            long inputTokens,
            long outputTokens,
            @Nullable Double ttftP50Millis,
            @Nullable Double ttftP95Millis) {}

    /** One minute of one service. Latencies are null where nothing was served. */
    public record ServiceMinuteRow(
            Instant minute,
            long requests,
            long requestsRejected,
            long inputTokens,
            long outputTokens,
            @Nullable Double ttftP50Millis,
            @Nullable Double ttftP95Millis,
            @Nullable Double tpotP95Millis) {}

    /** A rack's minutes, oldest first; the first {@link #MAX_MINUTES} of the span. */
    public List<RackMinuteRow> ofRack(String rack, Span span) throws SQLException {
        return rows(OF_RACK, rack, span, MinuteHistory::rackMinute);
    }

    /** A service's minutes, oldest first; the first {@link #MAX_MINUTES} of the span. */
    public List<ServiceMinuteRow> ofService(String service, Span span) throws SQLException {
        return rows(OF_SERVICE, service, span, MinuteHistory::serviceMinute);
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

    private static RackMinuteRow rackMinute(ResultSet row) throws SQLException {
        long[] firstTokens = counts(row.getArray(15));
        return new RackMinuteRow(
                row.getTimestamp(1).toInstant(),
                row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getFloat(6),
                row.getFloat(7),
                row.getFloat(8),
                row.getFloat(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                millis(firstTokens, 0.5),
                millis(firstTokens, 0.95));
    }

    private static ServiceMinuteRow serviceMinute(ResultSet row) throws SQLException {
        long[] firstTokens = counts(row.getArray(6));
        return new ServiceMinuteRow(
                row.getTimestamp(1).toInstant(),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                millis(firstTokens, 0.5),
                millis(firstTokens, 0.95),
                millis(counts(row.getArray(7)), 0.95));
    }

    private static long[] counts(Array array) throws SQLException {
        Long[] boxed = (Long[]) array.getArray();
        long[] counts = new long[boxed.length];
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = boxed[bucket];
        }
        return counts;
    }

    private static @Nullable Double millis(long[] counts, double share) {
        OptionalDouble millis = LatencyBuckets.percentileMillis(counts, share);
        return millis.isPresent() ? millis.getAsDouble() : null;
    }
}
