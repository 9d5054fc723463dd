package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, started and stopped through the library that other modules' tests use. */
class EmbeddedStackTest {

    @TempDir Path directory;

    @Test
    void postgresKeepsItsRowsOverAnOrderlyStop() throws SQLException {
        try (EmbeddedStack.Postgres postgres = EmbeddedStack.startPostgres(directory)) {
            execute(postgres, "CREATE TABLE kept (word text)");
            execute(postgres, "INSERT INTO kept VALUES ('still here')");
        }
        try (EmbeddedStack.Postgres postgres = EmbeddedStack.startPostgres(directory)) {
            assertThat(onlyValue(postgres, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void postgresComesBackAfterItsPostmasterWasKilled() throws SQLException {
        EmbeddedStack.Postgres killed = EmbeddedStack.startPostgres(directory);
        execute(killed, "CREATE TABLE kept (word text)");
        Signal.KILL.send(killed.identity());

        try (EmbeddedStack.Postgres postgres = EmbeddedStack.startPostgres(directory)) {
            assertThat(onlyValue(postgres, "SELECT count(*) FROM kept")).isEqualTo("0");
        }
    }

    @Test
    void postgresLeftByAKilledSupervisorIsStoppedBeforeTheNextStarts() {
        EmbeddedStack.Postgres left = EmbeddedStack.startPostgres(directory);
        try (EmbeddedStack.Postgres next = EmbeddedStack.startPostgres(directory)) {
            assertThat(left.identity().alive()).isFalse();
            assertThat(next.identity().alive()).isTrue();
        }
    }

    @Test
    void kafkaComesBackOnItsStorageAfterAKill() {
        EmbeddedStack.Kafka killed = EmbeddedStack.startKafka(directory);
        Signal.KILL.send(killed.identity());

        EmbeddedStack.Kafka kafka = EmbeddedStack.startKafka(directory);
        assertThat(kafka.identity().alive()).isTrue();
        kafka.close();

        assertThat(killed.identity().alive()).isFalse();
        assertThat(kafka.identity().alive()).isFalse();
    }

    private static void execute(EmbeddedStack.Postgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String onlyValue(EmbeddedStack.Postgres postgres, String sql)
            throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedStack.Postgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
