package io.gigafleet.it;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL and Kafka in containers, on whatever engine answers. The environment can name other
 * images than the official ones: {@code GIGAFLEET_IT_POSTGRES_IMAGE}, {@code
 * GIGAFLEET_IT_KAFKA_IMAGE}.
 */
final class ContainerInfrastructure implements Infrastructure {

    private final PostgreSQLContainer postgres =
            new PostgreSQLContainer(
                    image("GIGAFLEET_IT_POSTGRES_IMAGE", "postgres:18", "postgres"));

    /** Makes no topics by itself, as the embedded one. */
    private final KafkaContainer kafka =
            new KafkaContainer(
                            image("GIGAFLEET_IT_KAFKA_IMAGE", "apache/kafka:4.1.0", "apache/kafka"))
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    private ContainerInfrastructure() {}

    static ContainerInfrastructure start() {
        ContainerInfrastructure started = new ContainerInfrastructure();
        try {
            Startables.deepStart(started.postgres, started.kafka).join();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static DockerImageName image(String variable, String otherwise, String substituteFor) {
        String name = System.getenv().getOrDefault(variable, otherwise);
        return DockerImageName.parse(name).asCompatibleSubstituteFor(substituteFor);
    }

    @Override
    public String jdbcUrl() {
        return postgres.getJdbcUrl();
    }

    @Override
    public String username() {
        return postgres.getUsername();
    }

    @Override
    public String password() {
        return postgres.getPassword();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public void pauseKafka() {
        kafka.getDockerClient().pauseContainerCmd(kafka.getContainerId()).exec();
    }

    @Override
    public void resumeKafka() {
        kafka.getDockerClient().unpauseContainerCmd(kafka.getContainerId()).exec();
    }

    @Override
    public void pausePostgres() {
        postgres.getDockerClient().pauseContainerCmd(postgres.getContainerId()).exec();
    }

    @Override
    public void resumePostgres() {
        postgres.getDockerClient().unpauseContainerCmd(postgres.getContainerId()).exec();
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
