package io.gigafleet.nodeagent.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackCap;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads caps, from their beginning, and hands on those of hosted racks. Nothing else comes this
 * way: a cap waits neither behind assignments and their disk nor behind meters.
 */
final class CapFollower implements FollowingThread.Follower {

    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicCatalogue topics;
    private final AgentHost host;
    private final BusHealth health;

    CapFollower(TopicCatalogue topics, AgentHost host, BusHealth health) {
        this.topics = topics;
        this.host = host;
        this.health = health;
    }

    @Override
    public void follow(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
            throws InterruptedException {
        Collection<TopicPartition> caps =
                new Partitions(consumer, health, thread).of(topics.caps());
        consumer.assign(caps);
        consumer.seekToBeginning(caps);
        while (thread.goesOn()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        if (record.key() == null || record.value() == null || !host.intake().hosts(record.key())) {
            return;
        }
        try {
            host.mailbox().post(new RackMessage.Cap(RackCap.parseFrom(record.value())));
        } catch (InvalidProtocolBufferException e) {
            health.unreadable(record, e);
        }
    }
}
