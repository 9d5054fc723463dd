package io.gigafleet.controlplane.bus;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the ledger's outbox holds, in its order, a batch per Kafka transaction, under one
 * fixed transactional id: whoever takes over fences the one before, so a paused predecessor that
 * wakes up can publish nothing. Nothing rests on that alone, since agents refuse older assignments.
 *
 * <p>For one thread at a time.
 */
@Singleton
public class OutboxPublisher implements AutoCloseable {

    /** The one transactional id of a fleet's planes. */
    public static final String TRANSACTIONAL_ID = "gigafleet-relay";

    /** More records than this in one batch are refused. */
    public static final int MAX_BATCH_RECORDS = 10_000;

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int MAX_BLOCK_MILLIS = 10_000;
    private static final int DELIVERY_TIMEOUT_MILLIS = 10_000;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final BusConfig config;
    private @Nullable Producer<String, byte[]> producer;

    @Inject
    public OutboxPublisher(BusConfig config) {
        this.config = config;
    }

    /**
     * Makes this process the one that publishes, and fences any other. To be called by a leader
     * after it has taken the lease, and again after an exception, when it has confirmed that the
     * lease is still its own: otherwise it would fence its successor.
     *
     * @throws PublishException if the broker doesn't answer in time; to be tried again
     */
    public synchronized void takeOver() throws PublishException {
        discard();
        Producer<String, byte[]> fresh = new KafkaProducer<>(settings());
        try {
            fresh.initTransactions();
        } catch (KafkaException e) {
            fresh.close(Duration.ZERO);
            throw new PublishException(
                    "the broker at "
                            + config.bootstrapServers()
                            + " did not hand over the outbox: "
                            + e.getMessage(),
                    e);
        }
        producer = fresh;
        LOG.infof("outbox taken over transactionalId=%s", TRANSACTIONAL_ID);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ClientConfig.producer(config, "gigafleet-outbox");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        return settings;
    }

    /** Whether this process has taken over and nothing went wrong since. */
    public synchronized boolean isOpen() {
        return producer != null;
    }

    /**
     * Publishes all records or none that a careful reader sees; returns when they are durable.
     *
     * @param records in order, at most {@link #MAX_BATCH_RECORDS}
     * @throws FencedException if another process has taken over; step down
     * @throws PublishException if they are not, or not certainly, published; confirm the lease,
     *     {@link #takeOver} and send them again
     */
    public synchronized void publish(List<OutboundRecord> records)
            throws FencedException, PublishException {
        if (records.size() > MAX_BATCH_RECORDS) {
            throw new IllegalArgumentException(
                    records.size() + " records exceed a batch of " + MAX_BATCH_RECORDS);
        }
        if (records.isEmpty()) {
            return;
        }
        Producer<String, byte[]> open = producer;
        if (open == null) {
            throw new PublishException("the outbox was not taken over; call takeOver first");
        }
        try {
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
            for (OutboundRecord record : records) {
                sent.add(open.send(toProducerRecord(record)));
            }
            open.commitTransaction();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            discard();
            throw fenced(e);
        } catch (KafkaException e) {
            throw failed(records, e);
        } catch (ExecutionException e) {
            throw failed(records, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            discard();
            throw new PublishException("interrupted while publishing", e);
        }
    }

    private static ProducerRecord<String, byte[]> toProducerRecord(OutboundRecord record) {
        ProducerRecord<String, byte[]> out =
                new ProducerRecord<>(record.topic(), record.key(), record.value());
        record.headers()
                .forEach(
                        (name, value) ->
                                out.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return out;
    }

    /** Ends the producer, so that its transaction is aborted at the latest by the next takeover. */
    private PublishException failed(List<OutboundRecord> records, Exception cause)
            throws FencedException {
        discard();
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof ProducerFencedException
                    || at instanceof InvalidProducerEpochException) {
                throw fenced(cause);
            }
        }
        return new PublishException(
                records.size()
                        + " records, the first "
                        + records.getFirst()
                        + ", were not certainly published: "
                        + cause.getMessage(),
                cause);
    }

    private static FencedException fenced(Exception cause) {
        return new FencedException(
                "another process publishes as " + TRANSACTIONAL_ID + ": " + cause.getMessage(),
                cause);
    }

    private void discard() {
        Producer<String, byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(Duration.ZERO);
        }
    }

    /** Gives the outbox up. */
    @Override
    public synchronized void close() {
        Producer<String, byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(CLOSE_TIMEOUT);
        }
    }
}
