package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gigafleet sql}. */
@Command(
        name = "sql",
        description = "Look into the database: one read-only statement, at most 30 seconds.")
final class SqlCommand implements Callable<Integer> {

    private static final String SESSION =
            "-c default_transaction_read_only=on -c statement_timeout=30s";
    private static final int ROWS_MAX = 1_000;
    private static final int NOT_UP = 3;

    @Option(
            names = "-c",
            required = true,
            paramLabel = "STATEMENT",
            description = "The statement, such as: select * from rack limit 5")
    private String statement = "";

    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws IOException {
        Optional<StackFile> stack = StackFile.read(place.layout().stackFile());
        if (stack.isEmpty()) {
            System.err.println("gigafleet: nothing is up in " + place.layout().data());
            return NOT_UP;
        }
        try (Connection connection = connect(stack.get())) {
            connection.setReadOnly(true);
            run(connection);
            return 0;
        } catch (SQLException e) {
            throw new StackException(Optional.ofNullable(e.getMessage()).orElse("no answer"), e);
        }
    }

    private static Connection connect(StackFile stack) throws IOException, SQLException {
        Properties session = new Properties();
        session.setProperty("user", stack.databaseUser());
        session.setProperty(
                "password", Files.readString(Path.of(stack.databasePasswordFile())).trim());
        session.setProperty("options", SESSION);
        session.setProperty("ApplicationName", "gigafleet sql");
        return DriverManager.getConnection(stack.jdbcUrl(), session);
    }

    private void run(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement()) {
            query.setMaxRows(ROWS_MAX);
            if (!query.execute(statement)) {
                System.out.println("done; no rows");
                return;
            }
            try (ResultSet result = query.getResultSet()) {
                print(result);
            }
        }
    }

    private static void print(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> head = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            head.add(columns.getColumnLabel(column));
        }
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= head.size(); column++) {
                row.add(Optional.ofNullable(result.getString(column)).orElse(""));
            }
            rows.add(row);
        }
        TextTable.lines(head, rows).forEach(System.out::println);
        System.out.println(
                rows.size() == ROWS_MAX
                        ? "(the first " + ROWS_MAX + " rows)"
                        : "(" + rows.size() + " rows)");
    }
}
