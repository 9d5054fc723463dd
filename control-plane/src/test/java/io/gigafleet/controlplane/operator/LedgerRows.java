package io.gigafleet.controlplane.operator;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The ledger's rows as tests need them: gone before each, or put there as a leader would. */
@ApplicationScoped
class LedgerRows {

    private final DataSource database;

    LedgerRows(DataSource database) {
        this.database = database;
    }

    /** Empties the ledger of all but the built-in rack models and the configured admin. */
    void clear() {
        execute(
                """
                truncate replica, unplaced, rack_assignment, rack_state, service, rack, tenant, site,
                         coolant_loop, power_domain, audit, lease, rack_delivery, rollout,
                         rollout_rack_order, rollout_state, rollout_rack, rack_progress, stage_run,
                         repair_ticket;
                delete from sku where name not in
                    ('gb200-nvl72', 'gb300-nvl72', 'vera-rubin-nvl72', 'groq3-lpx');
                delete from api_token where name <> 'local-admin';
                update ledger_head set revision = revision + 1, spec_revision = revision + 1
                """);
    }

    /** A replica that serves on the rack's first accelerators. */
    void serving(String id, String service, int slot, String rack, int accelerators, long watts) {
        execute(
                """
                insert into replica (id, service, slot, rack, accelerators, state, routed, planned_watts,
                                     cause, serving_at, epoch, revision)
                values ('%s', '%s', %d, '%s', (select array_agg(i) from generate_series(0, %d) i),
                        'SERVING', true, %d, 'placed', now(), 1, 1);
                update ledger_head set revision = revision + 1
                """
                        .formatted(id, service, slot, rack, accelerators - 1, watts));
    }

    long count(String table) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError("counting " + table + " failed", e);
        }
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("the ledger refused: " + sql, e);
        }
    }
}
