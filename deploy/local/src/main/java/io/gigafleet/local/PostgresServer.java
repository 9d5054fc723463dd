package io.gigafleet.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server of our own: one cluster in one directory, listening on the loopback interface
 * only, with a password that is made when the cluster is.
 */
final class PostgresServer {

    static final String NAME = "postgres";
    static final String USER = "gigafleet";
    static final String DATABASE = "gigafleet";

    private static final Duration INITIALISE_LIMIT = Duration.ofSeconds(60);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration LEFTOVER_PAUSE = Duration.ofMillis(200);
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(10);
    private static final int PID_FILE_STATUS_LINE = 7;
    private static final String SHARED_MEMORY_IN_USE = "is still in use";

    private static final Path NOTHING = Path.of("/dev/null");

    private final Path directory;
    private final Path home;
    private final DatabaseAccount account = DatabaseAccount.find();

    /**
     * @param directory holds the cluster and its password
     * @param home PostgreSQL's unpacked binaries
     */
    PostgresServer(Path directory, Path home) {
        this.directory = directory.toAbsolutePath();
        this.home = home.toAbsolutePath();
    }

    /** Makes the cluster and the database unless they exist. */
    void initialise(Path log) {
        PostgresBinaries.unpackInto(home);
        try {
            if (Files.isRegularFile(directory.resolve("initialised"))) {
                account.own(cluster(), log);
                return;
            }
            // What is there is a cluster whose making was cut short: nothing was ever stored in it.
            DirectoryTree.delete(cluster());
            Files.createDirectories(directory);
            Secrets.writePrivately(directory.resolve("password"), Secrets.random());
            run("initdb", initCommand(), NOTHING, log);
            createDatabase(log);
            Files.writeString(directory.resolve("initialised"), "PostgreSQL 18\n");
        } catch (IOException e) {
            throw new StackException(
                    "cannot make the PostgreSQL cluster in " + directory + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @throws StackException if it does not
     */
    StackProcess start(int port, Path log, ProcessLauncher launcher) {
        stopLeftover();
        long deadline = System.nanoTime() + LEFTOVER_LIMIT.toNanos();
        while (true) {
            StackProcess process = launcher.start(spec(port, log));
            try {
                process.awaitReady(() -> ready(process), READY_LIMIT);
                return process;
            } catch (StackException e) {
                process.stop();
                // Backends of a killed postmaster take a moment to notice; until then the cluster
                // is theirs.
                boolean leftover =
                        e.details().stream().anyMatch(line -> line.contains(SHARED_MEMORY_IN_USE));
                if (!leftover || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                Waiting.pause(LEFTOVER_PAUSE);
            }
        }
    }

    /** The password of {@link #USER}. */
    String password() {
        try {
            return Files.readString(directory.resolve("password")).trim();
        } catch (IOException e) {
            throw new StackException("cannot read " + directory.resolve("password"), e);
        }
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private Path cluster() {
        return directory.resolve("cluster");
    }

    private ProcessSpec spec(int port, Path log) {
        List<String> command = new ArrayList<>(program("postgres"));
        command.addAll(List.of("-D", cluster().toString(), "-p", Integer.toString(port)));
        for (String setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "shared_buffers=64MB",
                        "max_connections=60",
                        "max_wal_size=512MB",
                        "timezone=UTC",
                        "log_checkpoints=off",
                        "jit=off")) {
            command.add("-c");
            command.add(setting);
        }
        return new ProcessSpec(NAME, command, Map.of(), log, port, Optional.empty(), Signal.INT);
    }

    private List<String> initCommand() {
        List<String> command = new ArrayList<>(program("initdb"));
        command.addAll(
                List.of(
                        "-D",
                        cluster().toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + directory.resolve("password"),
                        "-E",
                        "UTF8",
                        "--no-locale",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "max_connections=60"));
        return command;
    }

    private void createDatabase(Path log) throws IOException {
        // Single-user mode: the artifact has no createdb, and nothing listens yet.
        Path statement = directory.resolve("create-database.sql");
        Files.writeString(statement, "CREATE DATABASE " + DATABASE + "\n");
        List<String> command = new ArrayList<>(program("postgres"));
        command.addAll(List.of("--single", "-D", cluster().toString(), "template1"));
        run("CREATE DATABASE", command, statement, log);
        Files.delete(statement);
    }

    private static void run(String what, List<String> command, Path input, Path log) {
        OneShot.run("PostgreSQL's " + what, command, input, log, INITIALISE_LIMIT);
    }

    private List<String> program(String name) {
        return account.command(home.resolve("bin").resolve(name));
    }

    private boolean ready(StackProcess process) {
        return pidFile()
                .filter(lines -> lines.size() > PID_FILE_STATUS_LINE)
                .filter(
                        lines ->
                                lines.get(0).trim().equals(Long.toString(process.identity().pid())))
                .filter(lines -> lines.get(PID_FILE_STATUS_LINE).trim().equals("ready"))
                .isPresent();
    }

    private Optional<List<String>> pidFile() {
        try {
            return Optional.of(
                    Files.readAllLines(
                            cluster().resolve("postmaster.pid"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Not written yet, or being replaced.
            return Optional.empty();
        }
    }

    /** Stops a postmaster that a killed supervisor left on this cluster. */
    private void stopLeftover() {
        pidFile()
                .filter(lines -> !lines.isEmpty())
                .flatMap(lines -> ProcessIdentity.of(Long.parseLong(lines.get(0).trim())))
                .filter(identity -> CommandLine.mentions(identity, cluster().toString()))
                .ifPresent(
                        identity ->
                                StackProcess.stop(identity, Signal.INT, StackProcess.STOP_GRACE));
    }
}
