package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends what no agent would send. */
class PoisonTest {

    @TempDir private static Path directory;
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = Fleet.start(directory, new TestSite(1));
        Await.until(
                "racks FRESH",
                Duration.ofSeconds(30),
                () -> fleet.get("/site").path("racks").path("fresh").asInt() == 2);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheRestGoesOn() {
        send("r1", "no protobuf at all".getBytes(StandardCharsets.UTF_8));
        send("nobody", RackTelemetry.newBuilder().setRackId("nobody").build().toByteArray());
        send(
                "r1",
                RackTelemetry.newBuilder()
                        .setRackId("r1")
                        .setBootId(Long.MAX_VALUE)
                        .setSequence(Long.MAX_VALUE)
                        .setRackWatts(100_000_000)
                        .build()
                        .toByteArray());

        List<ConsumerRecord<String, byte[]>> dead = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = deadLetters()) {
            Await.until(
                    "three dead letters",
                    Duration.ofSeconds(20),
                    () -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(dead::add);
                        return dead.size() >= 3;
                    });
        }
        assertThat(dead)
                .allSatisfy(letter -> assertThat(letter.headers().lastHeader("cause")).isNotNull());
        assertThat(fleet.get("/site").path("racks").path("fresh").asInt()).isEqualTo(2);
        assertThat(fleet.get("/racks/r1").path("powerWatts").asLong()).isLessThan(140_000);
    }

    private static void send(String key, byte[] value) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", fleet.infrastructure.bootstrapServers(),
                                "key.serializer", StringSerializer.class.getName(),
                                "value.serializer", ByteArraySerializer.class.getName()))) {
            producer.send(
                    new ProducerRecord<>(TopicCatalogue.builtIn().telemetry().name(), key, value));
        }
    }

    private static KafkaConsumer<String, byte[]> deadLetters() {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", fleet.infrastructure.bootstrapServers(),
                                "auto.offset.reset", "earliest",
                                "key.deserializer", StringDeserializer.class.getName(),
                                "value.deserializer", ByteArrayDeserializer.class.getName()));
        List<TopicPartition> partitions =
                List.of(new TopicPartition(TopicCatalogue.builtIn().deadLetters().name(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
