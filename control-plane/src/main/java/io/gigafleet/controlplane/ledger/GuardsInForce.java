package io.gigafleet.controlplane.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Tells planes that don't lead what the leader's guard has in force. Not part of any decision: it
 * takes no revision, and a leader that was deposed can't write over its successor's row.
 */
@ApplicationScoped
public class GuardsInForce {

    private static final String WRITE =
            """
            insert into guard_in_force (epoch, budget_watts, heat_capacity_watts, target)
            select ?, ?::jsonb, ?::jsonb, ? from ledger_head where epoch = ?
            on conflict (only_row) do update
               set epoch = excluded.epoch, budget_watts = excluded.budget_watts,
                   heat_capacity_watts = excluded.heat_capacity_watts, target = excluded.target,
                   written_at = now()
             where guard_in_force.epoch <= excluded.epoch
            """;
    private static final String READ =
            """
            select budget_watts, heat_capacity_watts, target
              from guard_in_force join lease using (epoch)
             where lease.expires_at > clock_timestamp()
            """;
    private static final TypeReference<Map<String, Long>> WATTS = new TypeReference<>() {};

    private final DataSource database;
    private final ObjectMapper json;

    public GuardsInForce(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Replaces what a leader wrote before, if the term is still the newest. */
    public void write(Term term, GuardInForce now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setLong(1, term.epoch());
            write.setString(2, text(now.budgetWatts()));
            write.setString(3, text(now.heatCapacityWatts()));
            write.setString(4, now.target());
            write.setLong(5, term.epoch());
            write.executeUpdate();
        }
    }

    /** What the present leader wrote; empty if nobody leads or its guard is not on duty yet. */
    public Optional<GuardInForce> read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<GuardInForce> found =
                    Rows.of(
                            connection,
                            READ,
                            row ->
                                    new GuardInForce(
                                            watts(row.getString(1)),
                                            watts(row.getString(2)),
                                            row.getString(3)));
            return found.stream().findFirst();
        }
    }

    private String text(Map<String, Long> watts) {
        try {
            return json.writeValueAsString(watts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("watts by name have no JSON: " + watts, e);
        }
    }

    private Map<String, Long> watts(String text) {
        try {
            return json.readValue(text, WATTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the ledger's guard_in_force is unreadable: " + text, e);
        }
    }
}
