package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.OutboundRecord;
import io.gigafleet.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbound buffer holds, in its order.
 *
 * <p>No more than {@link #MOST_IN_FLIGHT} records are unacknowledged at a time: while the brokers
 * are away records stay in the buffer, where newer ones can take their place, and not in the
 * client, where they could only grow old.
 */
final class KafkaPublisher implements Runnable {

    static final int MOST_IN_FLIGHT = 512;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final long POLL_MILLIS = 200;
    private static final long RETRY_MILLIS = 500;

    /** Records on their way but none acknowledged for so long: the brokers are away. */
    private static final long STALLED_MILLIS = 3_000;

    private static final Duration CLOSE_WITHIN = Duration.ofMillis(600);

    private final BusSettings settings;
    private final TopicCatalogue topics;
    private final OutboundBuffer outbound;
    private final BusHealth health;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private volatile long lastAnswerNanos;
    private volatile boolean stopping;

    KafkaPublisher(
            BusSettings settings,
            TopicCatalogue topics,
            OutboundBuffer outbound,
            BusHealth health) {
        this.settings = settings;
        this.topics = topics;
        this.outbound = outbound;
        this.health = health;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try (Connection connection = new Connection()) {
                    connection.learnPartitions();
                    while (!stopping || outbound.size() > 0) {
                        connection.sendNext();
                    }
                } catch (KafkaException e) {
                    health.noteAway(String.valueOf(e.getMessage()));
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is left and ends. */
    void stop() {
        stopping = true;
    }

    private String topicOf(OutboundRecord.Channel channel) {
        return switch (channel) {
            case TELEMETRY -> topics.telemetry().name();
            case RACK_STATUS -> topics.rackStatus().name();
            case FACILITY -> topics.facility().name();
        };
    }

    /** One producer and what is on its way through it. */
    private final class Connection implements AutoCloseable {

        private final KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings.producer());

        /** Waits until the brokers answer. */
        void learnPartitions() throws InterruptedException {
            while (!stopping) {
                try {
                    outbound.facilityPartitions(
                            producer.partitionsFor(topics.facility().name()).size());
                    return;
                } catch (org.apache.kafka.common.errors.RetriableException e) {
                    health.noteAway(String.valueOf(e.getMessage()));
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        }

        void sendNext() throws InterruptedException {
            noteIfStalled();
            if (!inFlight.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            @Nullable OutboundRecord next = outbound.poll(POLL_MILLIS);
            if (next == null) {
                inFlight.release();
            } else {
                send(next);
            }
        }

        private void noteIfStalled() {
            if (inFlight.availablePermits() == MOST_IN_FLIGHT) {
                lastAnswerNanos = System.nanoTime();
            }
            long waited = System.nanoTime() - lastAnswerNanos;
            if (waited > TimeUnit.MILLISECONDS.toNanos(STALLED_MILLIS)) {
                health.noteAway("no record was acknowledged for " + STALLED_MILLIS + " ms");
            }
        }

        private void send(OutboundRecord next) {
            @Nullable Integer partition =
                    next.partition() == OutboundRecord.BY_KEY ? null : next.partition();
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(
                            topicOf(next.channel()), partition, next.key(), next.value());
            try {
                producer.send(
                        record,
                        (metadata, failure) -> {
                            inFlight.release();
                            lastAnswerNanos = System.nanoTime();
                            if (failure == null) {
                                health.acknowledged();
                            } else {
                                health.failed(failure);
                            }
                        });
            } catch (KafkaException | IllegalStateException e) {
                inFlight.release();
                LOG.debug("record not sent key={}", next.key(), e);
                throw new KafkaException("a record could not be sent: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            producer.close(CLOSE_WITHIN);
        }
    }
}
