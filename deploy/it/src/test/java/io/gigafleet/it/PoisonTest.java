package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sends what no agent would send. */
class PoisonTest {

    private static final int ACCELERATORS = 72;

    /** A broker takes records up to about 1 MiB unless it is told otherwise. */
    private static final int LARGEST_RECORD_BYTES = 1_000_000;

    private static final Set<String> CAUSES =
            new TreeSet<>(
                    List.of(
                            "unreadable",
                            "unknown-rack",
                            "out-of-range",
                            "from-the-future",
                            "wrong-key",
                            "too-large",
                            "replayed"));

    @TempDir private static Path directory;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);

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
    void whatCannotBeGoesToTheDeadLettersWithItsCauseAndTheRestGoesOn() {
        send("r1", "no protobuf at all".getBytes(StandardCharsets.UTF_8));
        send("r1", notANumber());
        send("nobody", record("nobody").build().toByteArray());
        send("r1", record("r1").setRackWatts(-1).build().toByteArray());
        send("r1", record("r1").setRackWatts(100_000_000).build().toByteArray());
        send("r1", with(record("r1"), 10_000 * 10).build().toByteArray());
        send(
                "r1",
                record("r1")
                        .setSampledAtEpochMs(System.currentTimeMillis() + 3_600_000)
                        .build()
                        .toByteArray());
        send("r2", record("r1").build().toByteArray());
        send("r1", noise(LARGEST_RECORD_BYTES));
        replayAnHour("r1");

        Map<String, List<ConsumerRecord<String, byte[]>>> dead = awaitDeadLetters();

        assertThat(dead.keySet()).isEqualTo(CAUSES);
        ConsumerRecord<String, byte[]> noise = letters(dead, "too-large").getFirst();
        assertThat(header(noise, "bytes")).isEqualTo(Integer.toString(LARGEST_RECORD_BYTES));
        assertThat(noise.value()).hasSizeLessThan(20_000);
        assertThat(header(noise, "detail")).contains("exceed the limit");
        assertThat(header(letters(dead, "unknown-rack").getFirst(), "detail")).contains("nobody");
        assertThat(letters(dead, "replayed")).hasSizeGreaterThan(100);
        for (String cause : CAUSES) {
            assertThat(counted(cause)).as(cause).isGreaterThanOrEqualTo(1);
        }
        assertRacksUnharmed();
    }

    @Test
    void tenMegabytesOfNoiseEndAtTheBroker() {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            assertThatThrownBy(
                            () ->
                                    producer.send(telemetry("r1", noise(10 * 1024 * 1024)))
                                            .get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
        assertRacksUnharmed();
    }

    private static void assertRacksUnharmed() {
        Await.until(
                "both racks still FRESH",
                Duration.ofSeconds(10),
                () -> fleet.get("/site").path("racks").path("fresh").asInt() == 2);
        JsonNode rack = fleet.get("/racks/r1");
        assertThat(rack.path("powerWatts").asLong()).isBetween(1L, 140_000L);
        assertThat(rack.path("dieMaxCelsius").asDouble()).isBetween(10.0, 95.0);
    }

    /** Doubles and floats that are not numbers, where integers belong. */
    private static byte[] notANumber() {
        ByteBuffer bytes = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) (RackTelemetry.RACK_WATTS_FIELD_NUMBER << 3 & 0x7f | 0x80)).put((byte) 1);
        for (int index = 0; index < 12; index++) {
            bytes.put((byte) 0xff);
        }
        return bytes.array();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    /** What an agent of this rack would send, with a start after all others. */
    private static RackTelemetry.Builder record(String rack) {
        return with(
                RackTelemetry.newBuilder()
                        .setRackId(rack)
                        .setBootId(Long.MAX_VALUE)
                        .setSequence(Long.MAX_VALUE)
                        .setIntervalMs(1_000)
                        .setRackWatts(30_000),
                600);
    }

    private static RackTelemetry.Builder with(RackTelemetry.Builder record, int dieDeciCelsius) {
        List<Integer> column = Collections.nCopies(ACCELERATORS, 500);
        return record.clearAcceleratorDieDeciCelsius()
                .addAllAcceleratorDieDeciCelsius(Collections.nCopies(ACCELERATORS, dieDeciCelsius))
                .clearAcceleratorWatts()
                .addAllAcceleratorWatts(column)
                .clearAcceleratorWattsMax()
                .addAllAcceleratorWattsMax(column)
                .clearAcceleratorDieDeciCelsiusMax()
                .addAllAcceleratorDieDeciCelsiusMax(column)
                .clearAcceleratorMemoryDeciCelsius()
                .addAllAcceleratorMemoryDeciCelsius(column)
                .clearAcceleratorUtilizationPermille()
                .addAllAcceleratorUtilizationPermille(column)
                .clearAcceleratorClockPermille()
                .addAllAcceleratorClockPermille(column)
                .clearAcceleratorMemoryUsedMib()
                .addAllAcceleratorMemoryUsedMib(column);
    }

    /** Records of an hour ago, of a start before the agent's own. */
    private static void replayAnHour(String rack) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int second = 0; second < 3_600; second++) {
                producer.send(
                        telemetry(
                                rack,
                                record(rack)
                                        .setBootId(1)
                                        .setSequence(second + 1)
                                        .setRackWatts(139_000)
                                        .build()
                                        .toByteArray()));
            }
        }
    }

    private static Map<String, List<ConsumerRecord<String, byte[]>>> awaitDeadLetters() {
        Map<String, List<ConsumerRecord<String, byte[]>>> dead = new TreeMap<>();
        try (KafkaConsumer<String, byte[]> consumer = deadLetters()) {
            Await.until(
                    "dead letters of every cause",
                    Duration.ofSeconds(30),
                    () -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(
                                        letter ->
                                                dead.computeIfAbsent(
                                                                header(letter, "cause"),
                                                                ignored -> new ArrayList<>())
                                                        .add(letter));
                        return dead.keySet().containsAll(CAUSES)
                                && letters(dead, "replayed").size() > 100;
                    });
        }
        return dead;
    }

    private static List<ConsumerRecord<String, byte[]>> letters(
            Map<String, List<ConsumerRecord<String, byte[]>>> dead, String cause) {
        return dead.getOrDefault(cause, List.of());
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** What the plane's metrics say of a cause. */
    private static double counted(String cause) {
        String line =
                fleet.metrics()
                        .lines()
                        .filter(metric -> metric.startsWith("gigafleet_ingest_rejected_total"))
                        .filter(metric -> metric.contains("cause=\"" + cause + "\""))
                        .findFirst()
                        .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    private static void send(String key, byte[] value) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.send(telemetry(key, value));
        }
    }

    private static ProducerRecord<String, byte[]> telemetry(String key, byte[] value) {
        return new ProducerRecord<>(TopicCatalogue.builtIn().telemetry().name(), key, value);
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", fleet.infrastructure.bootstrapServers(),
                        "max.request.size", 20 * 1024 * 1024,
                        "key.serializer", StringSerializer.class.getName(),
                        "value.serializer", ByteArraySerializer.class.getName()));
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
