package io.gigafleet.nodeagent.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AssignmentIntake;
import io.gigafleet.nodeagent.agent.Mailbox;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.RackStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Reads all partitions of assignments and caps from their beginning and hands on what is for hosted
 * racks. Racks without state first find their own last status, so that they never obey what they
 * had outgrown.
 */
final class KafkaIntake implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 500;

    private final BusSettings settings;
    private final TopicCatalogue topics;
    private final AssignmentIntake assignments;
    private final Mailbox mailbox;
    private final BusHealth health;
    private boolean looksForLostRacks;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<String, byte[]> open;

    /**
     * @param looksForLostRacks true if the agent has no state: statuses tell of racks it had taken
     *     in
     */
    KafkaIntake(
            BusSettings settings,
            TopicCatalogue topics,
            AssignmentIntake assignments,
            Mailbox mailbox,
            BusHealth health,
            boolean looksForLostRacks) {
        this.settings = settings;
        this.looksForLostRacks = looksForLostRacks;
        this.topics = topics;
        this.assignments = assignments;
        this.mailbox = mailbox;
        this.health = health;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings.consumer())) {
                    open = consumer;
                    recallStatuses(consumer);
                    follow(consumer);
                } catch (WakeupException e) {
                    LOG.debug("intake woken", e);
                } catch (IOException e) {
                    LOG.error(
                            "state directory can't be written, assignments are not applied until"
                                    + " it can",
                            e);
                    Thread.sleep(RETRY_MILLIS);
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

    /** Reads the status topic to its present end and learns of racks that lost their state. */
    private void recallStatuses(KafkaConsumer<String, byte[]> consumer)
            throws IOException, InterruptedException {
        Set<String> unknown = assignments.racksToRecall();
        if (unknown.isEmpty() && !looksForLostRacks) {
            return;
        }
        Collection<TopicPartition> partitions = partitionsOf(consumer, topics.rackStatus());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, RackStatus> last = new HashMap<>();
        while (!stopping && !reached(consumer, ends)) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null && wants(record.key(), unknown)) {
                    readStatus(record, last);
                }
            }
        }
        if (stopping) {
            return;
        }
        for (String rack : unknown) {
            assignments.recall(rack, Optional.ofNullable(last.remove(rack)));
        }
        for (RackStatus status : last.values()) {
            if (status.getAgentId().equals(settings.agentId())) {
                assignments.recallTakenIn(status);
            }
        }
        looksForLostRacks = false;
    }

    private boolean wants(String rack, Set<String> unknown) {
        return unknown.contains(rack) || (looksForLostRacks && !assignments.hosts(rack));
    }

    private void readStatus(ConsumerRecord<String, byte[]> record, Map<String, RackStatus> last) {
        try {
            last.put(record.key(), RackStatus.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            unreadable(record, e);
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer)
            throws IOException, InterruptedException {
        List<TopicPartition> partitions =
                new ArrayList<>(partitionsOf(consumer, topics.assignments()));
        partitions.addAll(partitionsOf(consumer, topics.caps()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        LOG.info("following assignments and caps partitions={}", partitions.size());
        while (!stopping) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                @Nullable Long end =
                        ends.get(new TopicPartition(record.topic(), record.partition()));
                take(record, end != null && record.offset() < end);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, boolean history)
            throws IOException, InterruptedException {
        if (record.value() == null) {
            return;
        }
        try {
            if (record.topic().equals(topics.assignments().name())) {
                // Of any rack: one that nobody declared may come to a loop of this agent.
                assignments.take(Assignment.parseFrom(record.value()), history);
            } else if (assignments.hosts(record.key())) {
                mailbox.post(new RackMessage.Cap(RackCap.parseFrom(record.value())));
            }
        } catch (InvalidProtocolBufferException e) {
            unreadable(record, e);
        }
    }

    private void unreadable(ConsumerRecord<String, byte[]> record, Exception cause) {
        health.unreadable();
        LOG.warn(
                "record can't be read and is passed over topic={} partition={} offset={}"
                        + " cause=\"{}\"",
                record.topic(),
                record.partition(),
                record.offset(),
                cause.getMessage());
    }

    private Collection<TopicPartition> partitionsOf(
            KafkaConsumer<String, byte[]> consumer, TopicCatalogue.Topic topic)
            throws InterruptedException {
        return new Partitions(consumer, health, () -> stopping).of(topic);
    }

    private static boolean reached(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
