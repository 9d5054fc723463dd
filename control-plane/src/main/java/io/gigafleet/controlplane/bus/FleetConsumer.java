package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.bus.FollowedTopics.Kind;
import io.gigafleet.controlplane.bus.ReadProgress.Unread;
import io.gigafleet.controlplane.telemetry.RecordSink;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows telemetry, facility and rack status in full, on one thread, without a consumer group:
 * every plane hears the whole fleet, and none waits for a rebalance. Nothing a record holds stops
 * the thread, and a lost broker is tried again for ever.
 */
@Singleton
public class FleetConsumer implements AutoCloseable {

    /** Without an answered fetch for this long the broker counts as away. */
    public static final long CONNECTED_MILLIS = 3_000;

    /**
     * More than one answer brings: the client asks for no more of a partition of which it still
     * holds records.
     */
    private static final int MAX_POLL_RECORDS = 10_000;

    /** The longest a partition can be left out of an open fetch for that. */
    private static final int FETCH_WAIT_MILLIS = 50;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(FleetConsumer.class);

    private final BusConfig config;
    private final RecordSink sink;
    private final RecordDispatch dispatch;
    private final InstantSource clock;
    private final FollowedTopics topics = new FollowedTopics();
    private final ReadProgress progress = new ReadProgress();
    private final LagLimit lagLimit;
    private final Gathering gathering = new Gathering(System.nanoTime());
    private final CountDownLatch closing = new CountDownLatch(1);

    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<ByteBuffer, ByteBuffer> open;
    private volatile long answeredAtMillis;
    private volatile long lagRecords;

    @Inject
    public FleetConsumer(BusConfig config, RecordSink sink, DeadLetters deadLetters) {
        this(config, sink, deadLetters, InstantSource.system());
    }

    FleetConsumer(BusConfig config, RecordSink sink, DeadLetters deadLetters, InstantSource clock) {
        this.config = config;
        this.sink = sink;
        this.dispatch = new RecordDispatch(sink, deadLetters::keep);
        this.clock = clock;
        this.lagLimit = new LagLimit(topics, config.maxLagRecords());
    }

    /** Starts the thread; the topics must exist. */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("the consumer was started before");
        }
        thread = Thread.ofPlatform().name("gigafleet-consumer").daemon().start(this::run);
    }

    private void run() {
        Backoff backoff = new Backoff();
        try {
            do {
                followUntilBroken(backoff);
            } while (!closing.await(backoff.nextMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void followUntilBroken(Backoff backoff) {
        try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer = new KafkaConsumer<>(settings())) {
            open = consumer;
            List<TopicPartition> partitions = topics.partitions(consumer);
            consumer.assign(partitions);
            seek(consumer, partitions);
            LOG.infof("following topics partitions=%d", partitions.size());
            FetchPulse pulse = new FetchPulse(consumer);
            while (!isClosing()) {
                pollOnce(consumer, partitions, pulse);
                backoff.reset();
            }
        } catch (WakeupException e) {
            LOG.debugf("consumer woken up closing=%s", isClosing());
        } catch (KafkaException e) {
            LOG.warnf(
                    "broker lost, trying again bootstrapServers=%s cause=%s",
                    config.bootstrapServers(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "consumer failed, trying again; please report it");
        } finally {
            open = null;
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ClientConfig.consumer(config, "gigafleet-fleet");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        return settings;
    }

    /** Goes on where reading stopped; where nothing was read, begins at the start. */
    private void seek(
            KafkaConsumer<ByteBuffer, ByteBuffer> consumer, List<TopicPartition> partitions) {
        List<TopicPartition> unread = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OptionalLong next = progress.nextOffset(partition);
            if (next.isPresent()) {
                consumer.seek(partition, next.getAsLong());
            } else {
                unread.add(partition);
            }
        }
        topics.seekToStart(consumer, unread, startMillis());
    }

    private long startMillis() {
        return clock.millis() - config.lookBack().toMillis();
    }

    private void pollOnce(
            KafkaConsumer<ByteBuffer, ByteBuffer> consumer,
            List<TopicPartition> partitions,
            FetchPulse pulse) {
        ConsumerRecords<ByteBuffer, ByteBuffer> records;
        try {
            records = consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            LOG.warnf("offsets gone, starting again partitions=%s", e.partitions());
            e.partitions().forEach(progress::forget);
            topics.seekToStart(consumer, e.partitions(), startMillis());
            return;
        }
        for (TopicPartition partition : records.partitions()) {
            Kind kind = topics.kindOf(partition.topic());
            List<ConsumerRecord<ByteBuffer, ByteBuffer>> ofPartition = records.records(partition);
            ofPartition.forEach(record -> dispatch.dispatch(kind, record));
            progress.read(partition, ofPartition.getLast());
        }
        long nowMillis = clock.millis();
        Unread unread = progress.unread(consumer, partitions, topics);
        if (lagLimit.mayBeExceeded(unread.records())) {
            lagLimit.keep(consumer, partitions, nowMillis);
            unread = progress.unread(consumer, partitions, topics);
        }
        lagRecords = unread.records();
        answeredAtMillis = pulse.look(nowMillis);
        sink.onPolled(answeredAtMillis, unread.readThroughMillis());
        long restNanos = gathering.restNanos(records.count(), System.nanoTime());
        if (restNanos > 0) {
            LockSupport.parkNanos(restNanos);
        }
    }

    /** Whether a broker has answered lately. */
    public boolean isConnected() {
        return clock.millis() - answeredAtMillis <= CONNECTED_MILLIS;
    }

    /** When a broker last answered, epoch milliseconds; 0: never. */
    public long answeredAtMillis() {
        return answeredAtMillis;
    }

    /** Telemetry and facility records that wait at the broker. */
    public long lagRecords() {
        return lagRecords;
    }

    /** Records left unread to catch up with the newest. */
    public long skippedRecords() {
        return lagLimit.skipped();
    }

    RecordDispatch dispatch() {
        return dispatch;
    }

    /** Stops the thread and waits for it, for at most five seconds. */
    @Override
    public synchronized void close() {
        closing.countDown();
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(CLOSE_TIMEOUT)) {
                LOG.warnf(
                        "consumer did not stop in time timeoutMillis=%d", CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
