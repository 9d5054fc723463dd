package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.bus.FollowedTopics.Kind;
import io.gigafleet.controlplane.telemetry.ArrivedRecord;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.RecordSink;
import io.gigafleet.controlplane.telemetry.RejectCause;
import io.gigafleet.controlplane.telemetry.Rejected;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Hands records to the sink and rejected ones to the dead letters, and lets nothing stop it. */
final class RecordDispatch {

    private static final long FAILURE_LOG_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = Logger.getLogger(RecordDispatch.class);

    private final RecordSink sink;
    private final BiConsumer<ConsumerRecord<ByteBuffer, ByteBuffer>, Rejected> deadLetters;
    private final Map<Kind, LongAdder> records =
            Map.of(
                    Kind.TELEMETRY, new LongAdder(),
                    Kind.FACILITY, new LongAdder(),
                    Kind.RACK_STATUS, new LongAdder());
    private final LongAdder sinkFailures = new LongAdder();
    private long quietUntilNanos = System.nanoTime();

    RecordDispatch(
            RecordSink sink,
            BiConsumer<ConsumerRecord<ByteBuffer, ByteBuffer>, Rejected> deadLetters) {
        this.sink = sink;
        this.deadLetters = deadLetters;
    }

    void dispatch(Kind kind, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        adderOf(kind).increment();
        switch (receipt(kind, record)) {
            case Receipt.Taken ignored -> {}
            case Rejected rejected -> deadLetters.accept(record, rejected);
        }
    }

    private Receipt receipt(Kind kind, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        ArrivedRecord arrived =
                new ArrivedRecord(
                        Objects.requireNonNullElse(record.key(), ArrivedRecord.NO_KEY),
                        record.value(),
                        record.timestamp(),
                        record.partition(),
                        record.offset());
        try {
            return switch (kind) {
                case TELEMETRY -> sink.onTelemetry(arrived);
                case FACILITY -> sink.onFacility(arrived);
                case RACK_STATUS -> sink.onStatus(arrived);
            };
        } catch (RuntimeException e) {
            sinkFailures.increment();
            logFailure(record, e);
            return new Rejected(RejectCause.PLANE_FAILED, e.toString());
        }
    }

    /** A bug in the sink would fail on every record, so that it is logged only now and then. */
    private void logFailure(
            ConsumerRecord<ByteBuffer, ByteBuffer> record, RuntimeException failure) {
        long nowNanos = System.nanoTime();
        if (nowNanos - quietUntilNanos >= 0) {
            quietUntilNanos = nowNanos + FAILURE_LOG_NANOS;
            LOG.errorf(
                    failure,
                    "record made the plane fail; please report it topic=%s partition=%d offset=%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    long records(Kind kind) {
        return adderOf(kind).sum();
    }

    long sinkFailures() {
        return sinkFailures.sum();
    }

    private LongAdder adderOf(Kind kind) {
        return Objects.requireNonNull(records.get(kind), kind::name);
    }
}
