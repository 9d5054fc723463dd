package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.Rejected;
import io.gigafleet.schemas.TopicCatalogue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the grid asks, on a thread of its own, while the plane is to: the leader alone. How
 * far it has read is committed at the broker once a record is taken or with the dead letters, so
 * that a record may come twice, and the intake takes it once.
 */
@Singleton
public class LoadTargetConsumer implements AutoCloseable {

    private static final String GROUP = "gigafleet-load-target";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_POLL_RECORDS = 50;
    private static final String PREFIX = "ce_";
    private static final byte[] NOTHING = {};
    private static final Logger LOG = Logger.getLogger(LoadTargetConsumer.class);

    private final BusConfig config;
    private final DeadLetters deadLetters;
    private final List<TopicPartition> partitions =
            List.of(new TopicPartition(TopicCatalogue.builtIn().loadTarget().name(), 0));
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> open;

    @Inject
    public LoadTargetConsumer(BusConfig config, DeadLetters deadLetters) {
        this.config = config;
        this.deadLetters = deadLetters;
    }

    /** Takes events. */
    public interface Intake {

        /** Whether this plane is to read them now. */
        boolean isWanted();

        /** Takes one; empty: it can't be taken now, and is to be given again. */
        Optional<Receipt> take(GridEvent event);
    }

    /** Starts the thread; the topic need not exist yet. */
    public synchronized void start(Intake intake) {
        thread = Thread.ofVirtual().name("gigafleet-load-target").start(() -> run(intake));
    }

    private void run(Intake intake) {
        Backoff backoff = new Backoff();
        try {
            while (!closing.await(backoff.nextMillis(), TimeUnit.MILLISECONDS)) {
                if (intake.isWanted()) {
                    followUntilBroken(intake, backoff);
                } else {
                    backoff.reset();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followUntilBroken(Intake intake, Backoff backoff) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings())) {
            open = consumer;
            consumer.assign(partitions);
            while (closing.getCount() > 0 && intake.isWanted()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (!take(intake, record)) {
                        return;
                    }
                    consumer.commitSync(
                            Map.of(
                                    partitions.getFirst(),
                                    new OffsetAndMetadata(record.offset() + 1)));
                }
                backoff.reset();
            }
        } catch (WakeupException e) {
            LOG.debugf("load target consumer woken up closing=%s", closing.getCount() == 0);
        } catch (KafkaException e) {
            LOG.warnf("load targets can't be read, trying again cause=%s", e.getMessage());
        } finally {
            open = null;
        }
    }

    private boolean take(Intake intake, ConsumerRecord<String, byte[]> record) {
        Optional<Receipt> receipt = intake.take(event(record));
        if (receipt.isEmpty()) {
            return false;
        }
        switch (receipt.get()) {
            case Receipt.Taken ignored -> {}
            case Rejected rejected -> {
                LOG.warnf(
                        "load target refused, see the dead letters offset=%d cause=%s detail=%s",
                        record.offset(), rejected.cause().label(), rejected.detail());
                deadLetters.keep(record, rejected);
            }
        }
        return true;
    }

    private static GridEvent event(ConsumerRecord<String, byte[]> record) {
        Map<String, String> attributes = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.key().startsWith(PREFIX) && header.value() != null) {
                attributes.put(
                        header.key().substring(PREFIX.length()),
                        new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new GridEvent(attributes, Objects.requireNonNullElse(record.value(), NOTHING));
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ClientConfig.consumer(config, "gigafleet-load-target");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return settings;
    }

    /** Stops the thread and waits for it, for at most five seconds. */
    @Override
    public synchronized void close() {
        closing.countDown();
        KafkaConsumer<String, byte[]> consumer = open;
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
                        "load target consumer did not stop in time timeoutMillis=%d",
                        CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
