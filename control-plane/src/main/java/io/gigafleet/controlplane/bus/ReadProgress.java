package io.gigafleet.controlplane.bus;

import java.util.HashMap;
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

    /** Records not yet read, over all live partitions; unknown ones count as none. */
    static long lagRecords(Consumer<?, ?> consumer, FollowedTopics topics) {
        return consumer.assignment().stream()
                .filter(topics::isLive)
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /**
     * The broker time up to which all live partitions have been read: {@link Long#MAX_VALUE} when
     * nothing is unread, 0 while it isn't known of one.
     */
    long readThroughMillis(Consumer<?, ?> consumer, FollowedTopics topics) {
        long readThroughMillis = Long.MAX_VALUE;
        for (TopicPartition partition : consumer.assignment()) {
            if (topics.isLive(partition)) {
                readThroughMillis =
                        Math.min(
                                readThroughMillis,
                                readThroughMillis(partition, consumer.currentLag(partition)));
            }
        }
        return readThroughMillis;
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
