package io.gigafleet.bench.ingest;

import io.gigafleet.schemas.TopicCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes a sample fleet's records into the telemetry topic, as agents do. */
public final class TelemetryLog implements AutoCloseable {

    /** As the agents' own records gather. */
    private static final int LINGER_MILLIS = 100;

    private static final int BATCH_BYTES = 128 * 1024;
    private static final long BUFFER_BYTES = 128L * 1024 * 1024;

    /** Agents send at all times of a second, not all at once. */
    private static final int TICKS_PER_SECOND = 100;

    private final SampleFleet fleet;
    private final KafkaProducer<String, byte[]> producer;
    private final String topic = TopicCatalogue.builtIn().telemetry().name();
    private long bytes;
    private long records;

    private TelemetryLog(SampleFleet fleet, KafkaProducer<String, byte[]> producer) {
        this.fleet = fleet;
        this.producer = producer;
    }

    /** Makes all topics of the catalogue. */
    public static void createTopics(String bootstrapServers)
            throws IOException, InterruptedException {
        List<NewTopic> topics =
                TopicCatalogue.builtIn().topics().stream()
                        .map(
                                topic ->
                                        new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                                .configs(topic.brokerConfig()))
                        .toList();
        try (Admin admin =
                Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IOException("topics were not made: " + e.getMessage(), e);
        }
    }

    /** Begins with nothing written. */
    public static TelemetryLog open(String bootstrapServers, SampleFleet fleet) {
        return new TelemetryLog(
                fleet,
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.LINGER_MS_CONFIG,
                                LINGER_MILLIS,
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                BATCH_BYTES,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                BUFFER_BYTES,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4"),
                        new StringSerializer(),
                        new ByteArraySerializer()));
    }

    /** Writes so many seconds of the whole fleet as fast as it goes. */
    public void write(int seconds) {
        for (int second = 0; second < seconds; second++) {
            fleet.nextSecond();
            for (int rack = 0; rack < fleet.racks(); rack++) {
                send(rack);
            }
        }
        producer.flush();
    }

    /** Writes so many seconds of the whole fleet, one a second, spread over it. */
    public void pace(int seconds) {
        long began = System.nanoTime();
        long tickNanos = TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND;
        for (long tick = 0; tick < (long) seconds * TICKS_PER_SECOND; tick++) {
            int ofSecond = (int) (tick % TICKS_PER_SECOND);
            if (ofSecond == 0) {
                fleet.nextSecond();
            }
            int to = fleet.racks() * (ofSecond + 1) / TICKS_PER_SECOND;
            for (int rack = fleet.racks() * ofSecond / TICKS_PER_SECOND; rack < to; rack++) {
                send(rack);
            }
            long restNanos = began + (tick + 1) * tickNanos - System.nanoTime();
            if (restNanos > 0) {
                LockSupport.parkNanos(restNanos);
            }
        }
        producer.flush();
    }

    private void send(int rack) {
        byte[] record = fleet.record(rack);
        bytes += record.length;
        records++;
        producer.send(new ProducerRecord<>(topic, SampleFleet.rackName(rack), record));
    }

    /** The mean size of what was written, before compression. */
    public long bytesPerRecord() {
        return records == 0 ? 0 : bytes / records;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
