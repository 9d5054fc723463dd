package io.gigafleet.controlplane.bus;

import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackCap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends power caps on the fast path, past the ledger. It doesn't wait for the broker's answer: a
 * cap that can't be delivered within {@link #DELIVERY_TIMEOUT_MILLIS} is worth nothing, since by
 * then its sender has renewed it and its receiver has gone down to the safe cap.
 */
@Singleton
public class CapPublisher implements AutoCloseable {

    /** A call holds its caller up for no longer than this, whatever the number of caps. */
    static final int MAX_BLOCK_MILLIS = 50;

    private static final int DELIVERY_TIMEOUT_MILLIS = 2_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 1_500;
    private static final long BUFFER_BYTES = 4L * 1024 * 1024;
    private static final int WARM_UP_TRIES = 100;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(CapPublisher.class);

    private final BusConfig config;
    private final String topic = TopicCatalogue.builtIn().caps().name();
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private @Nullable Producer<String, byte[]> producer;

    @Inject
    public CapPublisher(BusConfig config) {
        this.config = config;
    }

    /** Learns where the topic is, so that the first cap needs no waiting. */
    public synchronized void open() {
        for (int tries = 0; tries < WARM_UP_TRIES; tries++) {
            try {
                producer().partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                LOG.debugf("caps topic not known yet topic=%s cause=%s", topic, e.getMessage());
            }
        }
    }

    /**
     * Sends caps. When one can't even be handed to the client (broker unknown, buffer full), the
     * rest are left out and counted as failed, and the caller goes on; it renews caps anyway.
     *
     * @return how many were handed to the client
     */
    public synchronized int publish(Collection<RackCap> caps) {
        int handedOver = 0;
        for (RackCap cap : caps) {
            if (!handOver(cap)) {
                int leftOut = caps.size() - handedOver - 1;
                failed.add(leftOut);
                LOG.warnf("caps not sent leftOut=%d of=%d", leftOut + 1, caps.size());
                break;
            }
            handedOver++;
        }
        return handedOver;
    }

    /** Kafka's client doesn't throw when it can't take a record: its answer is there at once. */
    private boolean handOver(RackCap cap) {
        Future<RecordMetadata> answer =
                producer()
                        .send(
                                new ProducerRecord<>(topic, cap.getRackId(), cap.toByteArray()),
                                (metadata, failure) -> count(failure));
        return answer.state() != Future.State.FAILED;
    }

    private void count(@Nullable Exception failure) {
        if (failure == null) {
            sent.increment();
        } else {
            failed.increment();
        }
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = ClientConfig.producer(config, "gigafleet-caps");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
            settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, ClientConfig.NEVER_IDLE_MILLIS);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    /** Caps the broker has acknowledged. */
    public long sent() {
        return sent.sum();
    }

    /** Caps that were not delivered in time. */
    public long failed() {
        return failed.sum();
    }

    /** Ends the producer. */
    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }
}
