package io.gigafleet.it;

import java.nio.file.Path;

/** A PostgreSQL and a Kafka of their own for one test class. */
interface Infrastructure extends AutoCloseable {

    String jdbcUrl();

    String username();

    String password();

    String bootstrapServers();

    /** Freezes the broker: it answers nothing and loses nothing. */
    void pauseKafka();

    void resumeKafka();

    /** Freezes the database: it answers nothing and loses nothing. */
    void pausePostgres();

    void resumePostgres();

    @Override
    void close();

    /** Starts what the build asks for: {@code -Dgigafleet.it.backend=embedded|testcontainers}. */
    static Infrastructure start(Path directory) {
        String backend = System.getProperty("gigafleet.it.backend", "embedded");
        return switch (backend) {
            case "embedded" -> EmbeddedInfrastructure.start(directory);
            case "testcontainers" -> ContainerInfrastructure.start();
            default ->
                    throw new IllegalArgumentException(
                            "gigafleet.it.backend is '%s'; it can be embedded or testcontainers"
                                    .formatted(backend));
        };
    }
}
