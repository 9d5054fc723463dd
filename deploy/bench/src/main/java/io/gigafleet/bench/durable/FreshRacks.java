package io.gigafleet.bench.durable;

import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Idle telemetry of every rack, often enough that none turns stale; in place of agents, which would
 * take the CPU that is to be measured. Nobody confirms assignments, so replicas stay ASSIGNED.
 */
public final class FreshRacks implements AutoCloseable {

    /** A rack turns stale after five seconds of silence. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final KafkaProducer<String, byte[]> producer;
    private final List<String> racks;
    private final Thread thread;
    private volatile boolean closed;

    private FreshRacks(String bootstrapServers, List<String> racks) {
        this.racks = racks;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.LINGER_MS_CONFIG,
                                50,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.thread = Thread.ofPlatform().daemon().name("fresh-racks").unstarted(this::run);
    }

    /** Begins to send. */
    public static FreshRacks start(String bootstrapServers, List<String> racks) {
        FreshRacks fresh = new FreshRacks(bootstrapServers, racks);
        fresh.thread.start();
        return fresh;
    }

    /** CPU time of the sending thread, without Kafka's own. */
    public Duration cpu() {
        return Duration.ofNanos(
                Math.max(
                        0,
                        ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId())));
    }

    private void run() {
        String topic = TopicCatalogue.builtIn().telemetry().name();
        RackTelemetry.Builder reading = idle();
        try {
            for (long sequence = 1; !closed; sequence++) {
                reading.setSequence(sequence).setSampledAtEpochMs(System.currentTimeMillis());
                reading.setRackEnergyJoules(21_000 * INTERVAL.toSeconds() * sequence);
                for (String rack : racks) {
                    producer.send(
                            new ProducerRecord<>(
                                    topic, rack, reading.setRackId(rack).build().toByteArray()));
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RackTelemetry.Builder idle() {
        return RackTelemetry.newBuilder()
                .setBootId(1L << 20)
                .setIntervalMs((int) INTERVAL.toMillis())
                .addAllAcceleratorWatts(column(130))
                .addAllAcceleratorWattsMax(column(130))
                .addAllAcceleratorDieDeciCelsius(column(450))
                .addAllAcceleratorDieDeciCelsiusMax(column(450))
                .addAllAcceleratorMemoryDeciCelsius(column(450))
                .addAllAcceleratorUtilizationPermille(column(0))
                .addAllAcceleratorClockPermille(column(1_000))
                .addAllAcceleratorMemoryUsedMib(column(0))
                .setRackWatts(21_000)
                .setRackWattsMax(21_000)
                .setSupplyMilliCelsius(40_000)
                .setReturnMilliCelsius(42_000)
                .setReturnMilliCelsiusMax(42_000)
                .setFlowMillilitersPerMinute(150_000)
                .setCoolantPressurePascals(200_000)
                .setLeak(LeakState.LEAK_STATE_DRY);
    }

    private static List<Integer> column(int value) {
        return Collections.nCopies(WideSite.ACCELERATORS, value);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        producer.close(Duration.ofSeconds(2));
    }
}
