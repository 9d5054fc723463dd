package io.gigafleet.controlplane.ledger;

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

/**
 * Reads what became of replicas: when each was placed, began to serve, had to go and was gone, and
 * why. As old as {@link Retention} keeps stopped replicas.
 */
@ApplicationScoped
public class PlacementHistory {

    private static final String EVENTS =
            """
            select at, id, step, service, slot, part, rack, accelerators, cause, kind from (
                select created_at as at, id, 0 as step, service, slot, part, rack,
                       cardinality(accelerators) as accelerators,
                       case when state = 'ASSIGNED' then cause else placed_cause end as cause,
                       'PLACED' as kind
                  from replica
                 where (? = '' or service = ?) and (? = '' or rack = ?)
                union all
                select serving_at, id, 1, service, slot, part, rack, cardinality(accelerators), '',
                       'SERVING'
                  from replica
                 where serving_at is not null and (? = '' or service = ?) and (? = '' or rack = ?)
                union all
                select draining_at, id, 2, service, slot, part, rack, cardinality(accelerators),
                       drain_cause,
                       case when exists (select from preemption
                                          where preemption.replica = replica.id) then 'PREEMPTED'
                            when leaving then 'MOVED'
                            else 'DRAINING' end
                  from replica
                 where draining_at is not null and (? = '' or service = ?) and (? = '' or rack = ?)
                union all
                select changed_at, id, 3, service, slot, part, rack, cardinality(accelerators), cause,
                       'STOPPED'
                  from replica
                 where state = 'STOPPED' and (? = '' or service = ?) and (? = '' or rack = ?)
            ) event
             where (at, id, step) < (?, ?, ?)
             order by at desc, id desc, step desc
             limit ?
            """;

    private static final int BRANCHES = 4;

    private final DataSource database;

    public PlacementHistory(DataSource database) {
        this.database = database;
    }

    /** What became of a replica. */
    public enum Step {
        PLACED(0),
        SERVING(1),
        /** It has to go: no longer wanted there, or its rack is to be left. */
        DRAINING(2),
        /** It goes to make room: another holder of its slot serves elsewhere. */
        MOVED(2),
        /** It is given up for another. */
        PREEMPTED(2),
        STOPPED(3);

        /** Which comes first of two at the same moment. */
        private final int order;

        Step(int order) {
            this.order = order;
        }
    }

    /**
     * One step of a replica's life.
     *
     * @param accelerators how many it holds
     * @param cause why; empty where the step says it all
     */
    public record Event(
            Instant at,
            String replica,
            Step step,
            String service,
            int slot,
            int part,
            String rack,
            int accelerators,
            String cause) {}

    /** Where a reading goes on: before this event, in time. */
    public record Before(Instant at, String replica, Step step) {

        /** From the newest event on. */
        public static final Before NOTHING =
                new Before(Instant.parse("9999-01-01T00:00:00Z"), "", Step.PLACED);
    }

    /**
     * Events, newest first.
     *
     * @param service only of this service; empty: of all
     * @param rack only on this rack; empty: on all
     */
    public List<Event> read(String service, String rack, Before before, int limit)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(EVENTS)) {
            int at = 1;
            for (int branch = 0; branch < BRANCHES; branch++) {
                select.setString(at++, service);
                select.setString(at++, service);
                select.setString(at++, rack);
                select.setString(at++, rack);
            }
            select.setTimestamp(at++, Timestamp.from(before.at()));
            select.setString(at++, before.replica());
            select.setInt(at++, before.step().order);
            select.setInt(at, limit);
            List<Event> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
            return events;
        }
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                Step.valueOf(row.getString(10)),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getString(7),
                row.getInt(8),
                row.getString(9));
    }
}
