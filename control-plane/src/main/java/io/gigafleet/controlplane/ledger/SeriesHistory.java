package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.MinuteHistory.Span;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import io.gigafleet.controlplane.telemetry.series.Resolution.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads the roll-ups of one subject along time. */
@ApplicationScoped
public class SeriesHistory {

    /** Most roll-ups of one answer: 35 days of minutes; the oldest are left out. */
    static final int MAX_ROWS = 50_400;

    private static final String ALONG_TIME =
            """
            select * from %s where %s = ? and window_start >= ? and window_start < ?
             order by window_start desc limit ?
            """;

    private final DataSource database;

    public SeriesHistory(DataSource database) {
        this.database = database;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A rack's windows, the newest first. */
    public List<RackRollup> ofRack(Source source, String rack, Span span) throws SQLException {
        return switch (source) {
            case TEN_SECONDS ->
                    rows(
                            ALONG_TIME.formatted("rack_ten_seconds", "rack"),
                            rack,
                            span,
                            row -> RollupRowReader.rack(row, false));
            case MINUTE ->
                    rows(
                            ALONG_TIME.formatted("rack_minute", "rack"),
                            rack,
                            span,
                            row -> RollupRowReader.rack(row, true));
        };
    }

    /** A service's windows, the newest first. */
    public List<ServiceRollup> ofService(Source source, String service, Span span)
            throws SQLException {
        String table =
                switch (source) {
                    case TEN_SECONDS -> "service_ten_seconds";
                    case MINUTE -> "service_minute";
                };
        return rows(
                ALONG_TIME.formatted(table, "service"), service, span, RollupRowReader::service);
    }

    /** The windows of a part of the plant, the newest first. */
    public List<PlantRollup> ofPart(Source source, String part, Span span) throws SQLException {
        String table =
                switch (source) {
                    case TEN_SECONDS -> "plant_ten_seconds";
                    case MINUTE -> "plant_minute";
                };
        return rows(ALONG_TIME.formatted(table, "part"), part, span, RollupRowReader::plant);
    }

    private <T> List<T> rows(String sql, String name, Span span, RowReader<T> reader)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            select.setTimestamp(2, Timestamp.from(span.from()));
            select.setTimestamp(3, Timestamp.from(span.to()));
            select.setInt(4, MAX_ROWS);
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
