package io.gigafleet.it;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL and Kafka in containers, on whatever engine answers. */
final class ContainerInfrastructure implements Infrastructure {

    private final PostgreSQLContainer postgres;
    private final KafkaContainer kafka;

    private ContainerInfrastructure(PostgreSQLContainer postgres, KafkaContainer kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    static ContainerInfrastructure start() {
        PostgreSQLContainer postgres =
                new PostgreSQLContainer(
                        image("GIGAFLEET_IT_POSTGRES_IMAGE", "postgres:18", "postgres"));
        KafkaContainer kafka =
                new KafkaContainer(
                        image("GIGAFLEET_IT_KAFKA_IMAGE", "apache/kafka:4.1.0", "apache/kafka"));
        postgres.start();
        kafka.start();
        return new ContainerInfrastructure(postgres, kafka);
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
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
