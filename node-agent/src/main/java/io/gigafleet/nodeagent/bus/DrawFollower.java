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
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what each rack draws, from the end of its telemetry on; learns from the statuses where
 * racks hang that no manifest declares.
 */
final class DrawFollower implements FollowingThread.Follower {

    private static final Logger LOG = LoggerFactory.getLogger(DrawFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicCatalogue topics;
    private final RackDraws draws;
    private final PowerTree tree;
    private final AgentClock clock;
    private final BusHealth health;

    DrawFollower(
            TopicCatalogue topics,
            RackDraws draws,
            PowerTree tree,
            AgentClock clock,
            BusHealth health) {
        this.topics = topics;
        this.draws = draws;
        this.tree = tree;
        this.clock = clock;
        this.health = health;
    }

    @Override
    public void follow(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws InterruptedException {
        Partitions partitions = new Partitions(consumer, health, thread);
        Collection<TopicPartition> telemetry = partitions.of(topics.telemetry());
        Collection<TopicPartition> statuses = partitions.of(topics.rackStatus());
        List<TopicPartition> all = new ArrayList<>(telemetry);
        all.addAll(statuses);
        consumer.assign(all);
        consumer.seekToBeginning(statuses);
        consumer.seekToEnd(telemetry);
        LOG.info("following racks partitions={}", all.size());
        while (thread.goesOn()) {
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
            health.unreadable(record, e);
        }
    }
}
