package io.gigafleet.controlplane.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases of earlier versions become the newest one and keep what they hold. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class MigrationTest {

    private static EmbeddedPostgres postgres;
    private DataSource database;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        database = postgres.getPostgresDatabase();
        execute("drop schema public cascade; create schema public");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(database);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }

    @Test
    void versionsFollowEachOtherWithoutAGap() {
        List<Integer> versions =
                Arrays.stream(flyway().load().info().all())
                        .map(MigrationInfo::getVersion)
                        .map(version -> version.getMajor().intValue())
                        .toList();

        assertThat(versions).isEqualTo(IntStream.rangeClosed(1, versions.size()).boxed().toList());
    }

    @Test
    void databaseBeforeRollupsAndSafetyIsUpgradedWithWhatItHolds() throws SQLException {
        flyway().target("6").load().migrate();
        execute(
                """
                insert into audit (actor, action, subject, detail, revision)
                values ('alice', 'cordon', 'rack/r1', 'hoses', 3);
                create table rack_minute_old partition of rack_minute
                  for values from ('2026-03-01') to ('2026-03-02');
                insert into rack_minute values ('2026-03-01 12:00Z', 'r1', 60, 90000, 95000, 5400000, 60, 62,
                                                45, 0.7, 0, 0, 10, 100, 200, '{1,2}');
                update ledger_head set revision = 41, spec_revision = 40, epoch = 5
                """);

        flyway().load().migrate();

        flyway().load().validate();
        assertThat(text("select detail from audit where subject = 'rack/r1'")).isEqualTo("hoses");
        assertThat(text("select watts_mean || ' ' || ttft_first from rack_minute"))
                .isEqualTo("90000 0");
        assertThat(text("select revision || ' ' || epoch from ledger_head")).isEqualTo("41 5");
        assertThat(text("select safety_revision from ledger_head"))
                .as("a leader reads what is wanted of the guard at once")
                .isEqualTo("0");
        assertThat(text("select count(*) from safety_suggestion")).isEqualTo("0");
    }

    @Test
    void upgradingAgainChangesNothing() {
        flyway().load().migrate();

        assertThat(flyway().load().migrate().migrationsExecuted).isZero();
    }

    /** Versions between releases, where branches met: what was skipped is not slipped in later. */
    @Test
    void databaseThatLacksAnEarlierVersionIsRefusedByName() throws SQLException {
        flyway().load().migrate();
        execute("delete from flyway_schema_history where version = '7'");

        assertThatThrownBy(() -> flyway().load().migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("7");
    }
}
