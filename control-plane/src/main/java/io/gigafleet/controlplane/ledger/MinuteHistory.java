package io.gigafleet.controlplane.ledger;

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
import java.util.List;
import javax.sql.DataSource;

/** Reads the past of racks and services, minute by minute. */
@ApplicationScoped
public class MinuteHistory {

    /** Most minutes of one answer: a day. */
    public static final int MAX_MINUTES = 1_440;

    private static final String OF_RACK =
            """
            select * from rack_minute where rack = ? and window_start >= ? and window_start < ?
             order by window_start limit ?
            """;
    private static final String OF_SERVICE =
            """
            select * from service_minute
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
        return rows(OF_RACK, rack, span, row -> RollupRowReader.rack(row, true));
    }

    /** A service's minutes, oldest first; the first {@link #MAX_MINUTES} of the span. */
    public List<ServiceRollup> ofService(String service, Span span) throws SQLException {
        return rows(OF_SERVICE, service, span, RollupRowReader::service);
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
}
