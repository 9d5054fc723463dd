package io.gigafleet.controlplane.bus;

import io.gigafleet.controlplane.telemetry.Liveness;
import io.gigafleet.controlplane.telemetry.LivenessLimits;
import io.gigafleet.controlplane.telemetry.RecordSink;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.TopicCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Makes the plain objects of {@code telemetry} known to injection. */
@Singleton
public class TelemetryBeans {

    @Produces
    @Singleton
    @Typed({TelemetryIngest.class, RecordSink.class})
    TelemetryIngest ingest() {
        return new TelemetryIngest(TopicCatalogue.builtIn().facility().partitions());
    }

    @Produces
    @Singleton
    Liveness liveness() {
        return new Liveness(LivenessLimits.STANDARD);
    }
}
