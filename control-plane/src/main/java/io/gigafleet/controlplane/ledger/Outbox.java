package io.gigafleet.controlplane.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Committed records that still have to reach Kafka. Whoever publishes them asks for what is
 * unpublished and not for what is newer than the last: a lower id may commit later.
 */
@ApplicationScoped
public class Outbox {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final String PENDING =
            """
            select id, topic, key, headers, payload from outbox
             where published_at is null order by id limit ?
            """;
    private static final String PUBLISHED =
            "update outbox set published_at = now() where id = any (?) and published_at is null";
    private static final String FORGET =
            "delete from outbox where published_at < now() - ? * interval '1 millisecond'";

    private final DataSource database;
    private final ObjectMapper json;

    public Outbox(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A record and its place in the outbox. */
    public record Pending(long id, OutboxRecord record) {}

    /** The oldest unpublished records, in order of id. */
    public List<Pending> pending(int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PENDING)) {
            select.setInt(1, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<Pending> pending = new ArrayList<>();
                while (rows.next()) {
                    pending.add(
                            new Pending(
                                    rows.getLong(1),
                                    new OutboxRecord(
                                            rows.getString(2),
                                            rows.getString(3),
                                            headers(rows.getString(4)),
                                            rows.getBytes(5))));
                }
                return pending;
            }
        }
    }

    /** Marks records as published. */
    public void published(List<Pending> records) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(PUBLISHED)) {
            update.setArray(
                    1,
                    connection.createArrayOf("int8", records.stream().map(Pending::id).toArray()));
            update.executeUpdate();
        }
    }

    /** Deletes records that were published longer ago than {@code age}. */
    public int forget(Duration age) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, age.toMillis());
            return delete.executeUpdate();
        }
    }

    private Map<String, String> headers(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outbox headers are not a JSON map: " + text, e);
        }
    }
}
