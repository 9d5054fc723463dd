package io.gigafleet.it;

import io.gigafleet.local.EmbeddedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** PostgreSQL and Kafka from their Maven artifacts, as processes on free ports. */
final class EmbeddedInfrastructure implements Infrastructure {

    private final EmbeddedStack.Postgres postgres;
    private final EmbeddedStack.Kafka kafka;

    private EmbeddedInfrastructure(EmbeddedStack.Postgres postgres, EmbeddedStack.Kafka kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    static EmbeddedInfrastructure start(Path directory) {
        CompletableFuture<EmbeddedStack.Kafka> kafka =
                CompletableFuture.supplyAsync(
                        () -> EmbeddedStack.startKafka(directory.resolve("kafka")));
        EmbeddedStack.Postgres postgres = EmbeddedStack.startPostgres(directory.resolve("pg"));
        return new EmbeddedInfrastructure(postgres, kafka.join());
    }

    @Override
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public String username() {
        return postgres.username();
    }

    @Override
    public String password() {
        return postgres.password();
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void pauseKafka() {
        signal("STOP", List.of(kafka.identity().pid()));
    }

    @Override
    public void resumeKafka() {
        signal("CONT", List.of(kafka.identity().pid()));
    }

    @Override
    public void pausePostgres() {
        signal("STOP", postgresProcesses());
    }

    @Override
    public void resumePostgres() {
        signal("CONT", postgresProcesses());
    }

    /** The server first, so that it starts no other while its processes are signalled. */
    private List<Long> postgresProcesses() {
        long server = postgres.identity().pid();
        return Stream.concat(
                        Stream.of(server),
                        ProcessHandle.of(server)
                                .orElseThrow()
                                .descendants()
                                .map(ProcessHandle::pid))
                .toList();
    }

    /** A process that has ended meanwhile, as a server's helpers do, needs no signal. */
    private static void signal(String signal, List<Long> pids) {
        for (long pid : pids) {
            try {
                Process kill =
                        new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                                .inheritIO()
                                .start();
                if (kill.waitFor() != 0 && ProcessHandle.of(pid).isPresent()) {
                    throw new IllegalStateException("kill -" + signal + " of " + pid + " failed");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
