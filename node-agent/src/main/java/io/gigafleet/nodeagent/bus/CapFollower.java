package io.gigafleet.nodeagent.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.nodeagent.plant.MeterSource;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.RackCap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what must not wait behind assignments and their disk: caps, from their beginning, and the
 * meters of the domains above hosted racks, from now on.
 */
final class CapFollower implements FollowingThread.Follower {

    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicCatalogue topics;
    private final AgentHost host;
    private final AgentClock clock;
    private final BusHealth health;

    CapFollower(TopicCatalogue topics, AgentHost host, AgentClock clock, BusHealth health) {
        this.topics = topics;
        this.host = host;
        this.clock = clock;
        this.health = health;
    }

    @Override
    public void follow(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws InterruptedException {
        Partitions partitions = new Partitions(consumer, health, thread);
        Collection<TopicPartition> caps = partitions.of(topics.caps());
        Collection<TopicPartition> meters = partitions.of(topics.facility());
        List<TopicPartition> all = new ArrayList<>(caps);
        all.addAll(meters);
        consumer.assign(all);
        consumer.seekToBeginning(caps);
        consumer.seekToEnd(meters);
        while (thread.goesOn()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null && record.value() != null) {
                    take(record);
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        try {
            if (record.topic().equals(topics.facility().name())) {
                if (MeterSource.domainOf(record.key())
                        .filter(host.feeders()::follows)
                        .isPresent()) {
                    host.feeders()
                            .take(
                                    FacilityRecord.parseFrom(record.value()).getMeter(),
                                    clock.monotonicMillis());
                }
            } else if (host.intake().hosts(record.key())) {
                host.mailbox().post(new RackMessage.Cap(RackCap.parseFrom(record.value())));
            }
        } catch (InvalidProtocolBufferException e) {
            health.unreadable(record, e);
        }
    }
}
