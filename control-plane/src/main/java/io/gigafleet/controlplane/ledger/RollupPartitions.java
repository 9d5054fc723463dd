package io.gigafleet.controlplane.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Makes the rollup tables' daily partitions ahead of time and drops those past their retention. */
@ApplicationScoped
public class RollupPartitions {

    private static final List<String> MINUTE_TABLES =
            List.of("rack_minute", "service_minute", "plant_minute");
    private static final List<String> TEN_SECONDS_TABLES =
            List.of("rack_ten_seconds", "service_ten_seconds", "plant_ten_seconds");
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String CHILDREN =
            """
            select child.relname from pg_inherits
              join pg_class child on child.oid = inhrelid
              join pg_class parent on parent.oid = inhparent
             where parent.relname = ? order by child.relname
            """;

    private final DataSource database;

    public RollupPartitions(DataSource database) {
        this.database = database;
    }

    /**
     * Brings the partitions to what a day needs: yesterday's, its own and the next one's.
     *
     * @param today in UTC
     * @param minuteDays whole days before today that minutes are kept, at least 1
     * @param tenSecondsDays the same for roll-ups of ten seconds
     * @return names of the partitions dropped
     */
    public List<String> keep(LocalDate today, int minuteDays, int tenSecondsDays)
            throws SQLException {
        List<String> dropped = new ArrayList<>(keep(MINUTE_TABLES, today, minuteDays));
        dropped.addAll(keep(TEN_SECONDS_TABLES, today, tenSecondsDays));
        return dropped;
    }

    private List<String> keep(List<String> tables, LocalDate today, int retentionDays)
            throws SQLException {
        if (retentionDays < 1) {
            throw new IllegalArgumentException(
                    "retentionDays is " + retentionDays + "; keep at least 1 day");
        }
        List<String> dropped = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                for (int ahead = -1; ahead <= 1; ahead++) {
                    statement.execute(create(table, today.plusDays(ahead)));
                }
                String oldestKept = name(table, today.minusDays(retentionDays));
                for (String child : children(connection, table)) {
                    if (child.compareTo(oldestKept) < 0) {
                        statement.execute("drop table " + child);
                        dropped.add(child);
                    }
                }
            }
        }
        return dropped;
    }

    private static String create(String table, LocalDate day) {
        return "create table if not exists %s partition of %s for values from ('%s 00:00+00') to ('%s 00:00+00')"
                .formatted(name(table, day), table, day, day.plusDays(1));
    }

    private static String name(String table, LocalDate day) {
        return table + "_" + SUFFIX.format(day);
    }

    private static List<String> children(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHILDREN)) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                List<String> children = new ArrayList<>();
                while (row.next()) {
                    children.add(row.getString(1));
                }
                return children;
            }
        }
    }
}
