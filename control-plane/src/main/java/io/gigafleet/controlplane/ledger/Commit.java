package io.gigafleet.controlplane.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.Decisions.UnplacedSlot;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The leader's write: one transaction that starts by proving its term and what it was decided on.
 */
@ApplicationScoped
public class Commit {

    private static final String FENCE =
            """
            update ledger_head set revision = revision + 1
             where fleet_id = ? and incarnation = ? and epoch = ? and plant_revision <= ?
            returning revision, spec_revision
            """;
    private static final String HEAD = "select epoch, incarnation, plant_revision from ledger_head";
    private static final String CHANGED_SERVICE =
            "select name from service where name = any (?) and revision > ? limit 1";
    private static final String ASSIGNMENT =
            """
            insert into rack_assignment (rack, epoch, generation, payload, revision)
            select rack, epoch, generation, payload, ?
              from unnest(?::text[], ?::int8[], ?::int8[], ?::bytea[])
                   as composed (rack, epoch, generation, payload)
            on conflict (rack) do update
               set epoch = excluded.epoch, generation = excluded.generation,
                   payload = excluded.payload, revision = excluded.revision
            """;
    private static final String UNPLACED =
            """
            insert into unplaced (service, slot, reason, message, nearest_fit, funnel, retried, revision)
            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict (service, slot) do update
               set reason = excluded.reason, message = excluded.message,
                   nearest_fit = excluded.nearest_fit, funnel = excluded.funnel,
                   retried = excluded.retried, revision = excluded.revision
            """;
    private static final String PLACED = "delete from unplaced where revision < ?";
    private static final String SEEN =
            """
            insert into rack_state (rack, condition, reason, since, agent, observed_epoch,
                                    observed_generation, refusal, trip)
            values (?, ?, ?, to_timestamp(? / 1000.0), ?, ?, ?, ?, ?)
            on conflict (rack) do update
               set condition = excluded.condition, reason = excluded.reason, since = excluded.since,
                   agent = excluded.agent, observed_epoch = excluded.observed_epoch,
                   observed_generation = excluded.observed_generation,
                   refusal = excluded.refusal, trip = excluded.trip
            """;
    private static final String AUDIT =
            """
            insert into audit (at, actor, action, subject, detail, revision)
            select case at_millis when 0 then now() else to_timestamp(at_millis / 1000.0) end,
                   actor, action, subject, detail, ?
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int8[]) with ordinality
                   as entry (actor, action, subject, detail, at_millis, place)
             order by place
            """;

    /** In order of place, since the relay sends in order of id. */
    private static final String OUTBOX =
            """
            insert into outbox (topic, key, headers, payload, revision)
            select topic, key, headers::jsonb, payload, ?
              from unnest(?::text[], ?::text[], ?::text[], ?::bytea[]) with ordinality
                   as record (topic, key, headers, payload, place)
             order by place
            """;

    private final DataSource database;
    private final ObjectMapper json;

    public Commit(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Writes all decisions, or nothing.
     *
     * @return the revision of the write
     * @throws TermOverException if the term is over
     * @throws OvertakenException if the specs have changed since
     * @throws SQLException if the database failed; if that was during the commit itself the outcome
     *     is unknown, and the leader must reload
     */
    public long write(Term term, Decisions decisions) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long revision = fence(connection, term, decisions);
                ReplicaRows.write(connection, term, revision, decisions.replicas());
                RoomRows.write(connection, revision, decisions.room());
                assignments(connection, revision, decisions.assignments());
                if (decisions.unplaced().isPresent()) {
                    unplaced(connection, revision, decisions.unplaced().get());
                }
                seen(connection, decisions.seen());
                RolloutWrites.write(connection, term, revision, decisions.rollouts());
                AlarmRow.write(connection, revision, decisions.alarms());
                SuggestionRow.write(connection, revision, decisions.suggestions());
                audit(connection, revision, decisions.audit());
                outbox(connection, revision, decisions.outbox());
                connection.commit();
                return revision;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * Proves that the term lasts and that nothing changed that these decisions rest on: not the
     * plant, and none of the services they speak of. Until the commit nobody else can change it.
     */
    private static long fence(Connection connection, Term term, Decisions decisions)
            throws SQLException {
        long specRevision = decisions.specRevision();
        try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
            fence.setString(1, term.fleetId());
            fence.setLong(2, term.incarnation());
            fence.setLong(3, term.epoch());
            fence.setLong(4, specRevision);
            try (ResultSet head = fence.executeQuery()) {
                if (head.next()) {
                    if (head.getLong(2) != specRevision) {
                        requireSameServices(connection, decisions);
                    }
                    return head.getLong(1);
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement(HEAD);
                ResultSet head = select.executeQuery()) {
            head.next();
            if (head.getLong(1) != term.epoch() || head.getLong(2) != term.incarnation()) {
                throw new TermOverException(
                        "commit refused: the ledger is at epoch %d of incarnation %d, this leader at %d of %d"
                                .formatted(
                                        head.getLong(1),
                                        head.getLong(2),
                                        term.epoch(),
                                        term.incarnation()));
            }
            throw new OvertakenException(
                    "the plant is at revision %d, the decision was made at %d"
                            .formatted(head.getLong(3), specRevision));
        }
    }

    private static void requireSameServices(Connection connection, Decisions decisions)
            throws SQLException {
        Object[] services =
                decisions.replicas().stream().map(Replica::service).distinct().toArray();
        try (PreparedStatement select = connection.prepareStatement(CHANGED_SERVICE)) {
            select.setArray(1, connection.createArrayOf("text", services));
            select.setLong(2, decisions.specRevision());
            try (ResultSet changed = select.executeQuery()) {
                if (changed.next()) {
                    throw new OvertakenException(
                            "service %s has changed since the decision was made at revision %d"
                                    .formatted(changed.getString(1), decisions.specRevision()));
                }
            }
        }
    }

    private static void assignments(
            Connection connection, long revision, List<RackAssignment> assignments)
            throws SQLException {
        if (assignments.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ASSIGNMENT)) {
            Columns<RackAssignment> columns = new Columns<>(connection, assignments);
            insert.setLong(1, revision);
            insert.setArray(2, columns.of("text", RackAssignment::rack));
            insert.setArray(3, columns.of("int8", RackAssignment::epoch));
            insert.setArray(4, columns.of("int8", RackAssignment::generation));
            insert.setArray(5, columns.ofBytes(RackAssignment::payload));
            insert.executeUpdate();
        }
    }

    private void unplaced(Connection connection, long revision, List<UnplacedSlot> slots)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(UNPLACED)) {
            for (UnplacedSlot slot : slots) {
                insert.setString(1, slot.service());
                insert.setInt(2, slot.slot());
                insert.setString(3, slot.reason());
                insert.setString(4, slot.message());
                insert.setString(5, slot.nearestFit());
                insert.setString(6, text(slot.funnel()));
                insert.setBoolean(7, slot.retried());
                insert.setLong(8, revision);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement delete = connection.prepareStatement(PLACED)) {
            delete.setLong(1, revision);
            delete.executeUpdate();
        }
    }

    private static void seen(Connection connection, List<RackSeen> seen) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SEEN)) {
            for (RackSeen rack : seen) {
                insert.setString(1, rack.rack());
                insert.setString(2, rack.condition().name());
                insert.setString(3, rack.reason());
                insert.setDouble(4, (double) rack.sinceMillis());
                insert.setString(5, rack.agent());
                insert.setLong(6, rack.observedEpoch());
                insert.setLong(7, rack.observedGeneration());
                insert.setString(8, rack.refusal());
                insert.setString(9, rack.trip());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void audit(Connection connection, long revision, List<AuditEntry> entries)
            throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(AUDIT)) {
            Columns<AuditEntry> columns = new Columns<>(connection, entries);
            insert.setLong(1, revision);
            insert.setArray(2, columns.of("text", AuditEntry::actor));
            insert.setArray(3, columns.of("text", AuditEntry::action));
            insert.setArray(4, columns.of("text", AuditEntry::subject));
            insert.setArray(5, columns.of("text", AuditEntry::detail));
            insert.setArray(6, columns.of("int8", entry -> entry.atMillis().orElse(0)));
            insert.executeUpdate();
        }
    }

    private void outbox(Connection connection, long revision, List<OutboxRecord> records)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(OUTBOX)) {
            Columns<OutboxRecord> columns = new Columns<>(connection, records);
            insert.setLong(1, revision);
            insert.setArray(2, columns.of("text", OutboxRecord::topic));
            insert.setArray(3, columns.of("text", OutboxRecord::key));
            insert.setArray(4, columns.of("text", record -> text(record.headers())));
            insert.setArray(5, columns.ofBytes(OutboxRecord::payload));
            insert.executeUpdate();
        }
    }

    private String text(Map<String, ?> map) {
        try {
            return json.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of " + map.keySet() + " is not JSON", e);
        }
    }
}
