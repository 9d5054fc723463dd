package io.gigafleet.nodeagent.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.Feeders;
import io.gigafleet.nodeagent.plant.MeterSource;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.FacilityRecord;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the meters of the domains above hosted racks, from now on. */
final class MeterFollower implements FollowingThread.Follower {

    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicCatalogue topics;
    private final Feeders feeders;
    private final AgentClock clock;
    private final BusHealth health;

    MeterFollower(TopicCatalogue topics, Feeders feeders, AgentClock clock, BusHealth health) {
        this.topics = topics;
        this.feeders = feeders;
        this.clock = clock;
        this.health = health;
    }

    @Override
    public void follow(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws InterruptedException {
        Collection<TopicPartition> partitions =
                new Partitions(consumer, health, thread).of(topics.facility());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        while (thread.goesOn()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        if (record.key() == null
                || record.value() == null
                || MeterSource.domainOf(record.key()).filter(feeders::follows).isEmpty()) {
            return;
        }
        try {
            feeders.take(FacilityRecord.parseFrom(record.value()), clock.monotonicMillis());
        } catch (InvalidProtocolBufferException e) {
            health.unreadable(record, e);
        }
    }
}
