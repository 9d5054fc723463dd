package io.gigafleet.controlplane.bus;

import io.gigafleet.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics every plane follows in full, and where reading them begins: telemetry and facility
 * half a minute before now, since older readings say nothing of now; the compacted rack status at
 * its beginning.
 */
final class FollowedTopics {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final String telemetry = TopicCatalogue.builtIn().telemetry().name();
    private final String facility = TopicCatalogue.builtIn().facility().name();
    private final String rackStatus = TopicCatalogue.builtIn().rackStatus().name();

    /** What a topic's records are. */
    enum Kind {
        TELEMETRY,
        FACILITY,
        RACK_STATUS
    }

    List<String> names() {
        return List.of(telemetry, facility, rackStatus);
    }

    Kind kindOf(String topic) {
        if (topic.equals(telemetry)) {
            return Kind.TELEMETRY;
        }
        if (topic.equals(facility)) {
            return Kind.FACILITY;
        }
        if (topic.equals(rackStatus)) {
            return Kind.RACK_STATUS;
        }
        throw new IllegalArgumentException("topic " + topic + " is not followed");
    }

    /** Whether the freshness of racks depends on the topic being read up to its end. */
    boolean isLive(TopicPartition partition) {
        return switch (kindOf(partition.topic())) {
            case TELEMETRY, FACILITY -> true;
            case RACK_STATUS -> false;
        };
    }

    /** Every partition the topics have at the broker. */
    List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : names()) {
            consumer.partitionsFor(topic, CALL_TIMEOUT)
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    /**
     * Moves partitions to where reading them begins.
     *
     * @param sinceMillis live ones begin with what was appended from then on
     */
    void seekToStart(
            KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions, long sinceMillis) {
        Map<TopicPartition, Long> since = new HashMap<>();
        List<TopicPartition> fromTheBeginning = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            if (isLive(partition)) {
                since.put(partition, sinceMillis);
            } else {
                fromTheBeginning.add(partition);
            }
        }
        if (!fromTheBeginning.isEmpty()) {
            consumer.seekToBeginning(fromTheBeginning);
        }
        if (since.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(since, CALL_TIMEOUT);
        for (TopicPartition partition : Set.copyOf(since.keySet())) {
            OffsetAndTimestamp offset = found.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }
}
