package io.gigafleet.controlplane.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far each partition has been read: for going on after a broken connection, and for lag. */
final class ReadProgress {

    private record Place(long nextOffset, long appendedAtMillis) {}

    private final Map<TopicPartition, Place> places = new HashMap<>();

    void read(TopicPartition partition, ConsumerRecord<?, ?> record) {
        places.put(partition, new Place(record.offset() + 1, record.timestamp()));
    }

    /** Forgets a partition whose offsets are no longer what they were. */
    void forget(TopicPartition partition) {
        places.remove(partition);
    }

    /** The next offset to read; empty if nothing of the partition has been read. */
    OptionalLong nextOffset(TopicPartition partition) {
        Place place = places.get(partition);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place.nextOffset());
    }

    /**
     * What is left to read of the live partitions.
     *
     * @param records not yet read; of a partition of which it isn't known: none
     * @param readThroughMillis the broker time up to which all have been read: {@link
     *     Long#MAX_VALUE} when nothing is unread, 0 while it isn't known of one
     */
    record Unread(long records, long readThroughMillis) {}

    /** Looks at some partitions; those that aren't live don't count. */
    Unread unread(Consumer<?, ?> consumer, List<TopicPartition> partitions, FollowedTopics topics) {
        long records = 0;
        long readThroughMillis = Long.MAX_VALUE;
        for (TopicPartition partition : partitions) {
            if (topics.isLive(partition)) {
                OptionalLong lag = consumer.currentLag(partition);
                records += lag.orElse(0);
                readThroughMillis = Math.min(readThroughMillis, readThroughMillis(partition, lag));
            }
        }
        return new Unread(records, readThroughMillis);
    }

    private long readThroughMillis(TopicPartition partition, OptionalLong lag) {
        if (lag.isEmpty()) {
            return 0;
        }
        if (lag.getAsLong() == 0) {
            return Long.MAX_VALUE;
        }
        Place place = places.get(partition);
        return place == null ? 0 : place.appendedAtMillis();
    }
}
