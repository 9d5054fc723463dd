package io.gigafleet.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.bus.FollowedTopics.Kind;
import io.gigafleet.controlplane.telemetry.ArrivedRecord;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.RecordSink;
import io.gigafleet.controlplane.telemetry.RejectCause;
import io.gigafleet.controlplane.telemetry.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordDispatchTest {

    /** Notes what it was given; rejects or fails on records whose key says so. */
    private static final class NotingSink implements RecordSink {

        final List<String> taken = new ArrayList<>();

        @Override
        public Receipt onTelemetry(ArrivedRecord arrived) {
            return take("telemetry", arrived);
        }

        @Override
        public Receipt onFacility(ArrivedRecord arrived) {
            return take("facility", arrived);
        }

        @Override
        public Receipt onStatus(ArrivedRecord arrived) {
            return take("status", arrived);
        }

        @Override
        public void onPolled(long polledAtMillis, long telemetryReadThroughMillis) {
            taken.add("polled");
        }

        private Receipt take(String kind, ArrivedRecord arrived) {
            if (arrived.keyText().equals("bug")) {
                throw new IllegalStateException("a bug of the plane");
            }
            if (arrived.keyText().equals("bad")) {
                return new Rejected(RejectCause.OUT_OF_RANGE, "too hot");
            }
            taken.add(kind + " " + arrived.keyText() + " " + arrived.appendedAtMillis());
            return Receipt.Taken.TAKEN;
        }
    }

    private final NotingSink sink = new NotingSink();
    private final List<Rejected> deadLetters = new ArrayList<>();
    private final RecordDispatch dispatch =
            new RecordDispatch(sink, (record, rejected) -> deadLetters.add(rejected));

    @Test
    void eachKindOfRecordReachesItsMethodWithItsAppendTime() {
        dispatch.dispatch(Kind.TELEMETRY, record(Optional.of("r1")));
        dispatch.dispatch(Kind.FACILITY, record(Optional.of("loop/l1")));
        dispatch.dispatch(Kind.RACK_STATUS, record(Optional.of("r2")));

        assertThat(sink.taken)
                .containsExactly("telemetry r1 1234", "facility loop/l1 1234", "status r2 1234");
        assertThat(dispatch.records(Kind.TELEMETRY)).isEqualTo(1);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void rejectedRecordGoesToTheDeadLettersAndTheNextIsTaken() {
        dispatch.dispatch(Kind.TELEMETRY, record(Optional.of("bad")));
        dispatch.dispatch(Kind.TELEMETRY, record(Optional.of("r1")));

        assertThat(deadLetters).containsExactly(new Rejected(RejectCause.OUT_OF_RANGE, "too hot"));
        assertThat(sink.taken).containsExactly("telemetry r1 1234");
    }

    @Test
    void recordThatMakesThePlaneFailGoesToTheDeadLettersAndTheNextIsTaken() {
        dispatch.dispatch(Kind.RACK_STATUS, record(Optional.of("bug")));
        dispatch.dispatch(Kind.RACK_STATUS, record(Optional.of("r1")));

        assertThat(deadLetters)
                .extracting(Rejected::cause)
                .containsExactly(RejectCause.PLANE_FAILED);
        assertThat(deadLetters.getFirst().detail()).contains("a bug of the plane");
        assertThat(dispatch.sinkFailures()).isEqualTo(1);
        assertThat(sink.taken).containsExactly("status r1 1234");
    }

    @Test
    void recordWithoutKeyHasAnEmptyOne() {
        dispatch.dispatch(Kind.TELEMETRY, record(Optional.empty()));

        assertThat(sink.taken).containsExactly("telemetry  1234");
    }

    @SuppressWarnings("NullAway") // Kafka's own way to say that a record has no key
    private static ConsumerRecord<ByteBuffer, ByteBuffer> record(Optional<String> key) {
        return new ConsumerRecord<>(
                "gigafleet.telemetry",
                3,
                77,
                1_234,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                        .orElse(null),
                ByteBuffer.wrap(new byte[] {1}),
                new RecordHeaders(),
                Optional.empty());
    }
}
