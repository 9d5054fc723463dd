package io.gigafleet.nodeagent.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AssignmentIntake;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of assignments from their beginning and hands on what is for hosted racks.
 * Racks without state first find their own last status, so that they never obey what they had
 * outgrown.
 */
final class AssignmentFollower implements FollowingThread.Follower {

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String agentId;
    private final TopicCatalogue topics;
    private final AssignmentIntake assignments;
    private final BusHealth health;
    private boolean looksForLostRacks;

    /**
     * @param looksForLostRacks true if the agent has no state: statuses tell of racks it had taken
     *     in
     */
    AssignmentFollower(
            String agentId,
            TopicCatalogue topics,
            AssignmentIntake assignments,
            BusHealth health,
            boolean looksForLostRacks) {
        this.agentId = agentId;
        this.looksForLostRacks = looksForLostRacks;
        this.topics = topics;
        this.assignments = assignments;
        this.health = health;
    }

    @Override
    public void follow(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws IOException, InterruptedException {
        recallStatuses(consumer, thread);
        followAssignments(consumer, thread);
    }

    /** Reads the status topic to its present end and learns of racks that lost their state. */
    private void recallStatuses(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws IOException, InterruptedException {
        Set<String> unknown = assignments.racksToRecall();
        if (unknown.isEmpty() && !looksForLostRacks) {
            return;
        }
        Collection<TopicPartition> partitions =
                new Partitions(consumer, health, thread).of(topics.rackStatus());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, RackStatus> last = new HashMap<>();
        while (thread.goesOn() && !reached(consumer, ends)) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null && wants(record.key(), unknown)) {
                    readStatus(record, last);
                }
            }
        }
        if (!thread.goesOn()) {
            return;
        }
        for (String rack : unknown) {
            assignments.recall(rack, Optional.ofNullable(last.remove(rack)));
        }
        for (RackStatus status : last.values()) {
            if (status.getAgentId().equals(agentId)) {
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
            health.unreadable(record, e);
        }
    }

    private void followAssignments(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws IOException, InterruptedException {
        Collection<TopicPartition> partitions =
                new Partitions(consumer, health, thread).of(topics.assignments());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        LOG.info("following assignments partitions={}", partitions.size());
        while (thread.goesOn()) {
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
            // Of any rack: one that nobody declared may come to a loop of this agent.
            assignments.take(Assignment.parseFrom(record.value()), history);
        } catch (InvalidProtocolBufferException e) {
            health.unreadable(record, e);
        }
    }

    private static boolean reached(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
