package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.bus.FollowedTopics.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reader of telemetry that has fallen far behind go on with the newest: where more than so
 * many records of a partition wait, all but the last {@link #KEPT_MILLIS} are left unread and
 * counted. Every rack reports each second and counters are cumulative, so what is lost by it is
 * resolution. Facility is never skipped: it is little, and a lost feed is told once.
 */
final class LagLimit {

    /** What is read of a partition that was skipped in: several records of each rack. */
    static final long KEPT_MILLIS = 5_000;

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(LagLimit.class);

    private final FollowedTopics topics;
    private final long maxLagRecords;
    private final LongAdder skipped = new LongAdder();

    LagLimit(FollowedTopics topics, long maxLagRecords) {
        this.topics = topics;
        this.maxLagRecords = maxLagRecords;
    }

    /** Whether too much may wait in one partition if so much waits in all. */
    boolean mayBeExceeded(long lagRecords) {
        return lagRecords > maxLagRecords;
    }

    /** Skips where too much waits. */
    void keep(Consumer<?, ?> consumer, List<TopicPartition> partitions, long nowMillis) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (TopicPartition partition : partitions) {
            if (topics.kindOf(partition.topic()) == Kind.TELEMETRY
                    && consumer.currentLag(partition).orElse(0) > maxLagRecords) {
                behind.put(partition, nowMillis - KEPT_MILLIS);
            }
        }
        if (behind.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(behind, CALL_TIMEOUT);
        behind.keySet().forEach(partition -> skip(consumer, partition, found.get(partition)));
        LOG.warnf(
                "telemetry skipped to catch up partitions=%d skippedInAll=%d",
                behind.size(), skipped.sum());
    }

    private void skip(
            Consumer<?, ?> consumer,
            TopicPartition partition,
            @Nullable OffsetAndTimestamp target) {
        long from = consumer.position(partition, CALL_TIMEOUT);
        if (target == null) {
            consumer.seekToEnd(List.of(partition));
        } else if (target.offset() > from) {
            consumer.seek(partition, target.offset());
        }
        skipped.add(Math.max(0, consumer.position(partition, CALL_TIMEOUT) - from));
    }

    /** Records that were left unread. */
    long skipped() {
        return skipped.sum();
    }
}
