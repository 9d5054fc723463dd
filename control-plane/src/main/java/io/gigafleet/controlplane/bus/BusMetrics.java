package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.bus.FollowedTopics.Kind;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.telemetry.Liveness;
import io.gigafleet.controlplane.telemetry.RejectCause;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of ingest and publishing: {@code gigafleet_ingest_*}, {@code gigafleet_racks} and
 * others.
 */
@Singleton
public class BusMetrics {

    private final MeterRegistry registry;
    private final TelemetryIngest ingest;
    private final Liveness liveness;
    private final FleetConsumer consumer;
    private final DeadLetters deadLetters;
    private final CapPublisher caps;

    @Inject
    public BusMetrics(
            MeterRegistry registry,
            TelemetryIngest ingest,
            Liveness liveness,
            FleetConsumer consumer,
            DeadLetters deadLetters,
            CapPublisher caps) {
        this.registry = registry;
        this.ingest = ingest;
        this.liveness = liveness;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.caps = caps;
    }

    void bind() {
        bindIngest();
        bindRacks();
        count("gigafleet.dead.letters", "outcome", "kept", deadLetters, DeadLetters::kept);
        count("gigafleet.dead.letters", "outcome", "dropped", deadLetters, DeadLetters::dropped);
        count("gigafleet.caps", "outcome", "sent", caps, CapPublisher::sent);
        count("gigafleet.caps", "outcome", "failed", caps, CapPublisher::failed);
    }

    private void bindIngest() {
        RecordDispatch dispatch = consumer.dispatch();
        for (Kind kind : Kind.values()) {
            count(
                    "gigafleet.ingest.records",
                    "topic",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    dispatch,
                    source -> source.records(kind));
        }
        for (RejectCause cause : RejectCause.values()) {
            count(
                    "gigafleet.ingest.rejected",
                    "cause",
                    cause.label(),
                    ingest,
                    source ->
                            cause == RejectCause.PLANE_FAILED
                                    ? dispatch.sinkFailures()
                                    : source.counts().rejected(cause));
        }
        FunctionCounter.builder("gigafleet.ingest.stale", ingest, it -> it.counts().older())
                .description("telemetry records older than what was known")
                .register(registry);
        FunctionCounter.builder("gigafleet.rollup.late", ingest, it -> it.rollups().lateReadings())
                .description("readings that came after their minute was written")
                .register(registry);
        FunctionCounter.builder(
                        "gigafleet.rollup.dropped", ingest, it -> it.rollups().droppedWindows())
                .description("windows of ten seconds that were not written in time")
                .register(registry);
        FunctionCounter.builder("gigafleet.ingest.skipped", consumer, FleetConsumer::skippedRecords)
                .description("records left unread to catch up with the newest")
                .register(registry);
        Gauge.builder("gigafleet.ingest.lag.records", consumer, FleetConsumer::lagRecords)
                .description("telemetry and facility records that wait at the broker")
                .register(registry);
        Gauge.builder("gigafleet.kafka.connected", consumer, it -> it.isConnected() ? 1 : 0)
                .description("1 while a broker answers")
                .register(registry);
    }

    private void bindRacks() {
        for (Condition condition : Condition.values()) {
            Gauge.builder("gigafleet.racks", liveness, it -> it.latest().count(condition))
                    .tag("condition", condition.name())
                    .description("racks by condition")
                    .register(registry);
        }
    }

    private <T> void count(
            String name, String tag, String value, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(name, source, count).tag(tag, value).register(registry);
    }
}
