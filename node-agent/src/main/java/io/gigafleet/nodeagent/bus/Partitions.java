package io.gigafleet.nodeagent.bus;

import io.gigafleet.schemas.TopicCatalogue;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the partitions of topics, and waits for topics that are not there yet. */
final class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final long RETRY_MILLIS = 500;

    private final KafkaConsumer<String, byte[]> consumer;
    private final BusHealth health;
    private final FollowingThread thread;

    Partitions(KafkaConsumer<String, byte[]> consumer, BusHealth health, FollowingThread thread) {
        this.consumer = consumer;
        this.health = health;
        this.thread = thread;
    }

    /**
     * All partitions of a topic; waits until the topic is there.
     *
     * @throws WakeupException if the process stops meanwhile
     */
    Collection<TopicPartition> of(TopicCatalogue.Topic topic) throws InterruptedException {
        while (true) {
            try {
                List<TopicPartition> found =
                        consumer.partitionsFor(topic.name()).stream()
                                .map(info -> new TopicPartition(info.topic(), info.partition()))
                                .toList();
                if (!found.isEmpty()) {
                    return found;
                }
                LOG.warn("topic is not there yet topic={}", topic.name());
            } catch (RetriableException e) {
                health.noteAway(String.valueOf(e.getMessage()));
            }
            Thread.sleep(RETRY_MILLIS);
            if (!thread.goesOn()) {
                throw new WakeupException();
            }
        }
    }
}
