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
                truncate replica, preemption, promise, unplaced, rack_assignment, rack_state, service, rack, tenant, site,
                         coolant_loop, power_domain, audit, lease, rack_delivery, rollout,
                         rollout_rack_order, rollout_state, rollout_rack, rack_progress, stage_run,
                         repair_ticket, observed_draw, safety_scope, load_target,
                         maintenance_window, alarm, safety_suggestion, guard_in_force;
                delete from sku where name not in
                    ('gb200-nvl72', 'gb300-nvl72', 'vera-rubin-nvl72', 'groq3-lpx');
                delete from api_token where name <> 'local-admin';
                update ledger_head
                   set revision = revision + 1, spec_revision = revision + 1,
                       plant_revision = revision + 1, safety_revision = revision + 1
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

    /** What a service was observed to draw. */
    void observed(String service, String sku, long wattsPerAccelerator) {
        execute(
                """
                update ledger_head set revision = revision + 1, spec_revision = revision + 1;
                insert into observed_draw (service, sku, watts_per_accelerator, rack_minutes, revision)
                values ('%s', '%s', %d, 600, (select revision from ledger_head))
                """
                        .formatted(service, sku, wattsPerAccelerator));
    }

    /** A slot without a place. */
    void unplaced(String service, int slot, String reason, String message, boolean retried) {
        execute(
                """
                insert into unplaced (service, slot, reason, message, nearest_fit, funnel, retried, revision)
                values ('%s', %d, '%s', '%s', 'the best, r3, has 12 kW', '{"considered": 4, "power": 4}', %b, 1);
                update ledger_head set revision = revision + 1
                """
                        .formatted(service, slot, reason, message, retried));
    }

    /** A replica on its way out, then gone. */
    void state(String id, String state, String cause) {
        execute(
                """
                update replica set state = '%s', routed = false, cause = '%s', changed_at = now()
                 where id = '%s'
                """
                        .formatted(state, cause, id));
    }

    /** A replica that is given up for another. */
    void preempted(String id, String beneficiary) {
        execute(
                """
                insert into preemption (replica, service, slot, cause, stop_at, revision)
                values ('%s', '%s', 0, 'PRIORITY', now(), 1)
                """
                        .formatted(id, beneficiary));
    }

    /** A rollout that has begun. */
    void running(String rollout, String phase) {
        execute(
                """
                insert into rollout_state (rollout, phase, pause, reason, wave, waves, since, started_at,
                                           resumes_seen, approvals_seen, forgiven, baseline,
                                           first_forecast, canary_forecast, epoch, revision)
                values ('%s', '%s', '%s', 'told so', 1, 2, now(), now(), 0, 0, 0, '{}', '{}', '{}', 1, 1)
                on conflict (rollout) do update set phase = excluded.phase, pause = excluded.pause
                """
                        .formatted(rollout, phase, phase.equals("PAUSED") ? "OPERATOR" : "NONE"));
    }

    /** A rack as a member of a rollout. */
    void member(String rollout, String rack, String state) {
        execute(
                """
                insert into rollout_rack (rollout, rack, wave, state, retries_seen, revision)
                values ('%s', '%s', 1, '%s', 0, 1)
                on conflict (rollout, rack) do update set state = excluded.state
                """
                        .formatted(rollout, rack, state));
    }

    /** A rack that has come from one stage to another. */
    void standing(String rack, String from, String stage) {
        execute(
                """
                insert into rack_progress (rack, stage, from_stage, since, rollout, wave, attempt,
                                           inconclusive, reason, repairs, held_watts, raised_watts,
                                           firmware, leaked, epoch, revision)
                values ('%s', '%s', '%s', now(), 'first', 1, 0, false, '', 0, 0, 0, '', false, 1, 1)
                """
                        .formatted(rack, stage, from));
    }

    /** An alarm that stands. */
    void alarm(String key, String subject) {
        execute(
                """
                insert into alarm (key, severity, subject, text, since, last_at, count, revision)
                values ('%s', 'CRITICAL', '%s', 'told so', now(), now(), 1, 1)
                """
                        .formatted(key, subject));
    }

    /** A suggestion that stands. */
    void suggestion(String id, String automation, String action, String subject) {
        execute(
                """
                insert into safety_suggestion (id, automation, action, subject, numbers, since, revision)
                values ('%s', '%s', '%s', '%s', 'it draws 440.0 kW of 420.0 kW', now(), 1)
                """
                        .formatted(id, automation, action, subject));
    }

    /** Something the guard did or proposed. */
    void act(String action, String subject) {
        execute(
                """
                insert into audit (actor, action, subject, detail, revision)
                values ('safety', '%s', '%s', 'power: 894 kW of 900 kW', 1)
                """
                        .formatted(action, subject));
    }

    /** A rack that was told something. */
    void assigned(String rack) {
        execute(
                """
                insert into rack_assignment (rack, epoch, generation, payload, revision)
                values ('%s', 1, 1, '', 1)
                """
                        .formatted(rack));
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
