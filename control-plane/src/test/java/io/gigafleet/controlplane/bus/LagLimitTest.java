package io.gigafleet.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader that is far behind goes on with the newest. */
class LagLimitTest {

    private static final TopicPartition TELEMETRY =
            new TopicPartition(TopicCatalogue.builtIn().telemetry().name(), 0);
    private static final TopicPartition FACILITY =
            new TopicPartition(TopicCatalogue.builtIn().facility().name(), 0);
    private static final long NOW_MILLIS = 1_000_000;

    /** Kafka's own stand-in, which leaves the look-up by time to us: a record each millisecond. */
    private static final class Log extends MockConsumer<ByteBuffer, ByteBuffer> {
        Log() {
            super("earliest");
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach(
                    (partition, millis) ->
                            found.put(
                                    partition,
                                    new OffsetAndTimestamp(millis - (NOW_MILLIS - ENDS), millis)));
            return found;
        }
    }

    private static final long ENDS = 20_000;

    private final Log log = new Log();
    private final LagLimit limit = new LagLimit(new FollowedTopics(), 10_000);

    @BeforeEach
    void bothAreFollowed() {
        log.assign(List.of(TELEMETRY, FACILITY));
        log.updateBeginningOffsets(Map.of(TELEMETRY, 0L, FACILITY, 0L));
        log.updateEndOffsets(Map.of(TELEMETRY, ENDS, FACILITY, ENDS));
    }

    @Test
    void whatIsAMinuteBehindIsLeftUnreadButForTheLastSeconds() {
        log.seek(TELEMETRY, 1_000);
        log.seek(FACILITY, 0);

        limit.keep(log, List.of(TELEMETRY, FACILITY), NOW_MILLIS);

        assertThat(log.position(TELEMETRY)).isEqualTo(ENDS - LagLimit.KEPT_MILLIS);
        assertThat(limit.skipped()).isEqualTo(ENDS - LagLimit.KEPT_MILLIS - 1_000);
        assertThat(log.position(FACILITY)).as("a lost feed is told once").isZero();
    }

    @Test
    void whatIsNearlyReadIsReadToItsEnd() {
        log.seek(TELEMETRY, ENDS - 10_000);
        log.seek(FACILITY, 0);

        limit.keep(log, List.of(TELEMETRY, FACILITY), NOW_MILLIS);

        assertThat(log.position(TELEMETRY)).isEqualTo(ENDS - 10_000);
        assertThat(limit.skipped()).isZero();
    }
}
