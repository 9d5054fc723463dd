package io.gigafleet.controlplane.operator.health;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.telemetry.FleetTelemetry;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The site's sums as gauges, from memory: a scrape costs no query. */
@ApplicationScoped
class SiteMetrics {

    private final MeterRegistry registry;
    private final FleetTelemetry telemetry;
    private final ControlLoop loop;

    SiteMetrics(MeterRegistry registry, TelemetryIngest ingest, ControlLoop loop) {
        this.registry = registry;
        this.telemetry = ingest.fleet();
        this.loop = loop;
    }

    void bind(@Observes StartupEvent start) {
        Gauge.builder("gigafleet.site.watts", telemetry, SiteMetrics::watts)
                .description("power all racks draw by their newest readings")
                .register(registry);
        Gauge.builder("gigafleet.site.output.tokens.per.second", telemetry, SiteMetrics::tokens)
                .description("output tokens per second of all racks")
                .register(registry);
        Gauge.builder("gigafleet.leading", loop, it -> it.leading().isPresent() ? 1 : 0)
                .description("1 while this process leads")
                .register(registry);
    }

    private static double watts(FleetTelemetry telemetry) {
        return telemetry.drawWatts();
    }

    private static double tokens(FleetTelemetry telemetry) {
        return telemetry.outputTokensPerSecond();
    }
}
