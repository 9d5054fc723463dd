package io.gigafleet.nodeagent.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.facility.RackDraws;
import io.gigafleet.nodeagent.plant.PowerTree;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what each rack draws, from the end of its telemetry on; learns from the statuses where
 * racks hang that no manifest declares.
 */
final class DrawIntake implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DrawIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 500;

    private final BusSettings settings;
    private final TopicCatalogue topics;
    private final RackDraws draws;
    private final PowerTree tree;
    private final AgentClock clock;
    private final BusHealth health;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<String, byte[]> open;

    DrawIntake(
            BusSettings settings,
            TopicCatalogue topics,
            RackDraws draws,
            PowerTree tree,
            AgentClock clock,
            BusHealth health) {
        this.settings = settings;
        this.topics = topics;
        this.draws = draws;
        this.tree = tree;
        this.clock = clock;
        this.health = health;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings.newestConsumer())) {
                    open = consumer;
                    follow(consumer);
                } catch (WakeupException e) {
                    LOG.debug("intake woken", e);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    health.noteAway(String.valueOf(e.getMessage()));
                    Thread.sleep(RETRY_MILLIS);
                } finally {
                    open = null;
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopping = true;
        @Nullable KafkaConsumer<String, byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        Partitions partitions = new Partitions(consumer, health, () -> stopping);
        Collection<TopicPartition> telemetry = partitions.of(topics.telemetry());
        Collection<TopicPartition> statuses = partitions.of(topics.rackStatus());
        List<TopicPartition> all = new ArrayList<>(telemetry);
        all.addAll(statuses);
        consumer.assign(all);
        consumer.seekToBeginning(statuses);
        consumer.seekToEnd(telemetry);
        LOG.info("following racks partitions={}", all.size());
        while (!stopping) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null && record.value() != null) {
                    take(record);
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(topics.telemetry().name())) {
                draws.heard(
                        record.key(),
                        RackDrawDecoder.watts(record.value()),
                        clock.monotonicMillis());
            } else if (!draws.knows(record.key())) {
                tree.indexOf(RackStatus.parseFrom(record.value()).getFound().getPowerDomain())
                        .ifPresent(domain -> draws.hang(record.key(), domain));
            }
        } catch (InvalidProtocolBufferException e) {
            health.unreadable();
            LOG.debug(
                    "record can't be read and is passed over topic={} partition={} offset={}"
                            + " cause=\"{}\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }
}
