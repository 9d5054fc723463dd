package io.gigafleet.it;

import io.gigafleet.local.EmbeddedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

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
        signal("STOP");
    }

    @Override
    public void resumeKafka() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(kafka.identity().pid()))
                            .inheritIO()
                            .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + signal + " of Kafka failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
