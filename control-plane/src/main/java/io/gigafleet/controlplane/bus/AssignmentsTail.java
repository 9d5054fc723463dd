package io.gigafleet.controlplane.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.Assignment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the compacted assignments topic to its end, so that a new leader knows whether the topic is
 * behind the ledger (something committed was never published) or ahead of it (the ledger was
 * restored).
 */
@Singleton
public class AssignmentsTail {

    private static final Logger LOG = Logger.getLogger(AssignmentsTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    private static final long READ_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final BusConfig config;

    @Inject
    public AssignmentsTail(BusConfig config) {
        this.config = config;
    }

    /**
     * The newest published fence of each rack, by rack id. Assignments of transactions that were
     * not committed are not among them.
     *
     * @throws PublishException if the topic can't be read to its end in time
     */
    public SortedMap<String, PublishedFence> newestFences() throws PublishException {
        Map<String, Object> settings = ClientConfig.consumer(config, "gigafleet-assignments-tail");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        String topic = TopicCatalogue.builtIn().assignments().name();
        SortedMap<String, PublishedFence> newest = new TreeMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic, CALL_TIMEOUT).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CALL_TIMEOUT);
            long deadlineNanos = System.nanoTime() + READ_TIMEOUT_NANOS;
            while (!isAtEnd(consumer, ends)) {
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new PublishException(
                            topic + " was not read to its end " + ends + " in time");
                }
                consumer.poll(POLL).forEach(record -> keep(newest, record));
            }
        } catch (KafkaException e) {
            throw new PublishException(topic + " can't be read: " + e.getMessage(), e);
        }
        return newest;
    }

    private static boolean isAtEnd(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), CALL_TIMEOUT) >= end.getValue());
    }

    private static void keep(
            SortedMap<String, PublishedFence> newest, ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            newest.remove(record.key());
            return;
        }
        try {
            PublishedFence fence =
                    PublishedFence.of(Assignment.parseFrom(record.value()).getFence());
            newest.merge(
                    record.key(), fence, (one, other) -> one.compareTo(other) > 0 ? one : other);
        } catch (InvalidProtocolBufferException e) {
            LOG.warnf(
                    "assignment unreadable, left out rack=%s partition=%d offset=%d cause=%s",
                    record.key(), record.partition(), record.offset(), e.getMessage());
        }
    }
}
