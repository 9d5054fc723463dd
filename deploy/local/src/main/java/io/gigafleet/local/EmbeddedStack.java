package io.gigafleet.local;

import java.nio.file.Path;
import java.util.List;

/**
 * Real PostgreSQL and real Kafka for tests: each a process of its own, on a free port of the
 * loopback interface, with its data in a directory the caller owns. A second start on the same
 * directory finds the data of the first.
 */
public final class EmbeddedStack {

    private EmbeddedStack() {}

    /** A running PostgreSQL. */
    public static final class Postgres implements AutoCloseable {

        private final StackProcess process;
        private final String password;

        private Postgres(StackProcess process, String password) {
            this.process = process;
            this.password = password;
        }

        public String jdbcUrl() {
            return PostgresServer.jdbcUrl(process.spec().port());
        }

        public String username() {
            return PostgresServer.USER;
        }

        public String password() {
            return password;
        }

        /** The postmaster. */
        public ProcessIdentity identity() {
            return process.identity();
        }

        /** Stops the server in order; returns when it is gone. */
        @Override
        public void close() {
            process.stop();
        }
    }

    /** A running Kafka. */
    public static final class Kafka implements AutoCloseable {

        private final StackProcess process;

        private Kafka(StackProcess process) {
            this.process = process;
        }

        public String bootstrapServers() {
            return "127.0.0.1:" + process.spec().port();
        }

        /** The broker. */
        public ProcessIdentity identity() {
            return process.identity();
        }

        /** Stops the broker in order; returns when it is gone. */
        @Override
        public void close() {
            process.stop();
        }
    }

    /**
     * Starts PostgreSQL with its data in {@code directory}.
     *
     * @throws StackException if it does not start
     */
    public static Postgres startPostgres(Path directory) {
        return startPostgres(directory, FreePorts.pick(1).getFirst());
    }

    /** As {@link #startPostgres(Path)}, on a given port: for a server that comes back. */
    public static Postgres startPostgres(Path directory, int port) {
        PostgresServer server = new PostgresServer(directory, BuiltParts.locate().postgresHome());
        Path log = directory.resolve("postgres.log");
        server.initialise(log);
        StackProcess process = server.start(port, log, StackProcess::start);
        return new Postgres(process, server.password());
    }

    /**
     * Starts Kafka with its data in {@code directory}. It has no topics and makes none by itself.
     *
     * @throws StackException if it does not start
     */
    public static Kafka startKafka(Path directory) {
        return startKafka(directory, FreePorts.pick(1).getFirst());
    }

    /** As {@link #startKafka(Path)}, on a given port: for a broker that comes back. */
    public static Kafka startKafka(Path directory, int port) {
        KafkaBroker broker = new KafkaBroker(directory, BuiltParts.locate());
        Path log = directory.resolve("kafka.log");
        broker.initialise(port, FreePorts.pick(1).getFirst(), log);
        return new Kafka(broker.start(port, log, 1, List.of(), StackProcess::start));
    }
}
