package io.gigafleet.controlplane.bus;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends all that speaks Kafka. Starting doesn't wait for the broker: until it is there,
 * {@link #isReady} is false and everything else of the plane goes on.
 */
@Singleton
public class FleetBus implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FleetBus.class);

    private final TopicSetup topics;
    private final FleetConsumer consumer;
    private final DeadLetters deadLetters;
    private final CapPublisher caps;
    private final OutboxPublisher outbox;
    private final BusMetrics metrics;
    private volatile boolean topicsReady;
    private @Nullable Thread starter;

    @Inject
    public FleetBus(
            TopicSetup topics,
            FleetConsumer consumer,
            DeadLetters deadLetters,
            CapPublisher caps,
            OutboxPublisher outbox,
            BusMetrics metrics) {
        this.topics = topics;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.caps = caps;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Begins, in the background: waits for the broker, creates topics, follows the fleet. */
    public synchronized void start() {
        if (starter != null) {
            throw new IllegalStateException("the bus was started before");
        }
        metrics.bind();
        starter = Thread.ofVirtual().name("gigafleet-bus-start").start(this::open);
    }

    private void open() {
        try {
            topics.awaitTopics();
            deadLetters.open();
            caps.open();
            topicsReady = true;
            consumer.start();
        } catch (InterruptedException | InterruptException e) {
            LOG.info("bus closed before the broker was there");
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the topics were found or made since the start. */
    public boolean areTopicsReady() {
        return topicsReady;
    }

    /** Whether the fleet is followed and a broker has answered lately. */
    public boolean isReady() {
        return topicsReady && consumer.isConnected();
    }

    /** Ends everything; what is being published is finished or given up within seconds. */
    @Override
    public synchronized void close() {
        if (starter != null) {
            starter.interrupt();
        }
        consumer.close();
        outbox.close();
        caps.close();
        deadLetters.close();
    }
}
