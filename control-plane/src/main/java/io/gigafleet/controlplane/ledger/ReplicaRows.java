package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.Replica;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The part of a leader's write that is about replicas; within its transaction. */
final class ReplicaRows {

    /** One statement for all rows: columns come as arrays. */
    private static final String UPSERT =
            """
            insert into replica (id, service, slot, part, rack, accelerators, state, routed, leaving,
                                 planned_watts, cause, serving_at, epoch, revision)
            select id, service, slot, part, rack, accelerators::int4[], state, routed, leaving,
                   watts, cause, case when state = 'SERVING' then now() end, ?, ?
              from unnest(?::text[], ?::text[], ?::int4[], ?::int4[], ?::text[], ?::text[],
                          ?::text[], ?::bool[], ?::bool[], ?::int8[], ?::text[])
                   as wanted (id, service, slot, part, rack, accelerators, state, routed, leaving,
                              watts, cause)
            on conflict (id) do update
               set state = excluded.state, routed = excluded.routed, leaving = excluded.leaving,
                   cause = excluded.cause, changed_at = now(),
                   serving_at = coalesce(replica.serving_at, excluded.serving_at),
                   epoch = excluded.epoch, revision = excluded.revision
            """;

    private ReplicaRows() {}

    /**
     * Writes replicas, new or changed. A slot's old holder loses its traffic before the new one
     * gets it, as the unique index wants.
     */
    static void write(Connection connection, Term term, long revision, List<Replica> replicas)
            throws SQLException {
        List<Replica> routed = replicas.stream().filter(Replica::routed).toList();
        List<Replica> others = replicas.stream().filter(replica -> !replica.routed()).toList();
        upsert(connection, term, revision, others);
        upsert(connection, term, revision, routed);
    }

    private static void upsert(
            Connection connection, Term term, long revision, List<Replica> replicas)
            throws SQLException {
        if (replicas.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setLong(1, term.epoch());
            upsert.setLong(2, revision);
            Columns<Replica> columns = new Columns<>(connection, replicas);
            upsert.setArray(3, columns.of("text", Replica::id));
            upsert.setArray(4, columns.of("text", Replica::service));
            upsert.setArray(5, columns.of("int4", Replica::slot));
            upsert.setArray(6, columns.of("int4", Replica::part));
            upsert.setArray(7, columns.of("text", Replica::rack));
            upsert.setArray(8, columns.of("text", ReplicaRows::accelerators));
            upsert.setArray(9, columns.of("text", replica -> replica.state().name()));
            upsert.setArray(10, columns.of("bool", Replica::routed));
            upsert.setArray(11, columns.of("bool", Replica::leaving));
            upsert.setArray(12, columns.of("int8", Replica::plannedWatts));
            upsert.setArray(13, columns.of("text", Replica::cause));
            upsert.executeUpdate();
        }
    }

    /** An array of arrays must be square; as text it need not be. */
    private static String accelerators(Replica replica) {
        StringBuilder text = new StringBuilder("{");
        for (int accelerator : replica.accelerators()) {
            text.append(text.length() > 1 ? "," : "").append(accelerator);
        }
        return text.append('}').toString();
    }
}
