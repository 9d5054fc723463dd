package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.telemetry.Rejected;
import io.gigafleet.schemas.TopicCatalogue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records that could not be taken in, with cause and origin in their headers. Never holds up
 * ingest: when its buffer of {@link #BUFFER_BYTES} is full, the broker is away, or more come than
 * {@link #LETTERS_PER_SECOND}, it drops the record and counts it.
 */
@Singleton
public class DeadLetters implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /** Bytes of records on their way; beyond it they are dropped. */
    static final long BUFFER_BYTES = 4L * 1024 * 1024;

    /** A detail longer than this is cut. */
    static final int MAX_DETAIL_CHARS = 500;

    /** Of a longer record only the beginning is kept; a telemetry record has about 3 KiB. */
    static final int MAX_VALUE_BYTES = 16 * 1024;

    /** Of a longer key, likewise. */
    static final int MAX_KEY_BYTES = 1024;

    /** Letters a second in the long run: a replayed hour of a whole site is not worth keeping. */
    static final int LETTERS_PER_SECOND = 100;

    /** Letters at once. */
    static final int LETTERS_BURST = 1_000;

    private static final int BATCH_BYTES = 64 * 1024;
    private static final int LINGER_MILLIS = 20;
    private static final int DELIVERY_TIMEOUT_MILLIS = 10_000;

    /** A send may hold up ingest this long; after that it isn't tried again for a while. */
    private static final int MAX_BLOCK_MILLIS = 250;

    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WARM_UP_TRIES = 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final BusConfig config;
    private final String topic = TopicCatalogue.builtIn().deadLetters().name();
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private @Nullable Producer<byte[], byte[]> producer;
    private long restUntilNanos = System.nanoTime();
    private final Allowance allowance =
            new Allowance(LETTERS_BURST, LETTERS_PER_SECOND, System.nanoTime());

    @Inject
    public DeadLetters(BusConfig config) {
        this.config = config;
    }

    /** Learns where the topic is, so that the first dead letter needs no waiting. */
    public synchronized void open() {
        for (int tries = 0; tries < WARM_UP_TRIES; tries++) {
            try {
                producer().partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                LOG.debugf(
                        "dead letter topic not known yet topic=%s cause=%s", topic, e.getMessage());
            }
        }
    }

    /**
     * Sends the beginning of a record on, without waiting for the broker's answer, which is only
     * counted.
     */
    public synchronized void keep(ConsumerRecord<?, ?> record, Rejected rejected) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(
                        topic,
                        beginning(record.key(), MAX_KEY_BYTES),
                        beginning(record.value(), MAX_VALUE_BYTES));
        Headers headers = letter.headers();
        header(headers, "bytes", Integer.toString(Math.max(0, record.serializedValueSize())));
        header(headers, "cause", rejected.cause().label());
        header(headers, "topic", record.topic());
        header(headers, "partition", Integer.toString(record.partition()));
        header(headers, "offset", Long.toString(record.offset()));
        header(headers, "detail", cut(rejected.detail()));
        if (!allowance.take(System.nanoTime()) || System.nanoTime() - restUntilNanos < 0) {
            dropped.increment();
            return;
        }
        Future<RecordMetadata> answer =
                producer().send(letter, (metadata, failure) -> count(failure));
        if (answer.state() == Future.State.FAILED) {
            restUntilNanos = System.nanoTime() + REST_NANOS;
            LOG.warnf(
                    "dead letter dropped, resting restSeconds=%d",
                    TimeUnit.NANOSECONDS.toSeconds(REST_NANOS));
        }
    }

    private void count(@Nullable Exception failure) {
        if (failure == null) {
            kept.increment();
        } else {
            dropped.increment();
        }
    }

    @SuppressWarnings("NullAway") // Kafka's own way to say that a record has no key or value
    private static byte[] beginning(@Nullable Object content, int maxBytes) {
        return switch (content) {
            case null -> null;
            case ByteBuffer bytes -> {
                byte[] copy = new byte[Math.min(bytes.remaining(), maxBytes)];
                bytes.duplicate().get(copy);
                yield copy;
            }
            case byte[] bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, maxBytes));
            case String text ->
                    beginning(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
            default ->
                    throw new IllegalArgumentException(
                            "a record of " + content.getClass() + " can't be kept");
        };
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String cut(String detail) {
        return detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS);
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = ClientConfig.producer(config, "gigafleet-dead-letters");
            settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
            settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, ClientConfig.NEVER_IDLE_MILLIS);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    /** Records the broker has acknowledged. */
    public long kept() {
        return kept.sum();
    }

    /** Records lost because the buffer was full or the broker away. */
    public long dropped() {
        return dropped.sum();
    }

    /** Sends what is buffered, for at most five seconds, and ends. */
    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }
}
