package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.OutboundLane;
import io.gigafleet.nodeagent.agent.OutboundRecord;
import io.gigafleet.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a lane of the outbound buffer holds, in its order.
 *
 * <p>While the brokers are away records stay in the lane, where newer ones can take their place,
 * and not in the client, where they could only grow old: none is handed to the client unless it
 * knows the record's topic, and no more than {@link #MOST_IN_FLIGHT} are unacknowledged at a time.
 */
final class KafkaPublisher implements Runnable {

    /** What a host of thousands of racks says while its records gather, a few times over. */
    static final int MOST_IN_FLIGHT = 2_048;

    private static final long POLL_MILLIS = 100;
    private static final long RETRY_MILLIS = 200;

    /** Records on their way but none acknowledged for so long: the brokers are away. */
    private static final long STALLED_MILLIS = 3_000;

    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final TopicCatalogue topics;
    private final OutboundLane lane;
    private final IntConsumer facilityPartitions;
    private final BusHealth health;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private volatile long lastAnswerNanos = System.nanoTime();
    private volatile boolean stopping;

    /**
     * @param settings of the producer
     * @param facilityPartitions is told how many the facility topic has
     */
    KafkaPublisher(
            Map<String, Object> settings,
            TopicCatalogue topics,
            OutboundLane lane,
            IntConsumer facilityPartitions,
            BusHealth health) {
        this.settings = Map.copyOf(settings);
        this.topics = topics;
        this.lane = lane;
        this.facilityPartitions = facilityPartitions;
        this.health = health;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try (Connection connection = new Connection()) {
                    connection.publish();
                } catch (KafkaException e) {
                    // The host name does not resolve, or the client gave up for good: start over.
                    health.noteAway(String.valueOf(e.getMessage()));
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is left, if the brokers take it, and ends. */
    void stop() {
        stopping = true;
    }

    /** One producer and what is on its way through it. */
    private final class Connection implements AutoCloseable {

        private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings);

        void publish() throws InterruptedException {
            if (awaitTopic(topics.facility().name())) {
                facilityPartitions.accept(producer.partitionsFor(topics.facility().name()).size());
            }
            while (!stopping || (lane.size() > 0 && health.isConnected())) {
                noteIfStalled();
                if (inFlight.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    sendNext();
                }
            }
        }

        /** Waits until the client knows a topic; false if the agent stops first. */
        private boolean awaitTopic(String topic) throws InterruptedException {
            while (true) {
                try {
                    producer.partitionsFor(topic);
                    return true;
                } catch (RetriableException e) {
                    health.noteAway(String.valueOf(e.getMessage()));
                    if (stopping) {
                        return false;
                    }
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        }

        private void noteIfStalled() {
            if (inFlight.availablePermits() == MOST_IN_FLIGHT) {
                lastAnswerNanos = System.nanoTime();
            }
            long waitedMillis = (System.nanoTime() - lastAnswerNanos) / 1_000_000;
            if (waitedMillis > STALLED_MILLIS) {
                health.noteAway("no record was acknowledged for " + STALLED_MILLIS + " ms");
            }
        }

        private void sendNext() throws InterruptedException {
            @Nullable OutboundRecord next = lane.poll(POLL_MILLIS);
            if (next == null || !awaitTopic(topicOf(next.channel()))) {
                inFlight.release();
                return;
            }
            try {
                // The callback tells what became of it.
                Future<RecordMetadata> _ =
                        producer.send(record(next), (metadata, failure) -> answered(failure));
            } catch (KafkaException e) {
                inFlight.release();
                throw e;
            }
        }

        @Override
        public void close() {
            producer.close(CLOSE_WITHIN);
        }
    }

    private ProducerRecord<String, byte[]> record(OutboundRecord next) {
        @Nullable Integer partition =
                next.partition() == OutboundRecord.BY_KEY ? null : next.partition();
        return new ProducerRecord<>(
                topicOf(next.channel()), partition, next.key(), next.value().toByteArray());
    }

    private void answered(@Nullable Exception failure) {
        inFlight.release();
        if (failure == null) {
            lastAnswerNanos = System.nanoTime();
            health.acknowledged();
        } else {
            health.failed(failure);
        }
    }

    private String topicOf(OutboundRecord.Channel channel) {
        return switch (channel) {
            case TELEMETRY -> topics.telemetry().name();
            case RACK_STATUS -> topics.rackStatus().name();
            case FACILITY -> topics.facility().name();
        };
    }
}
