package io.gigafleet.controlplane.operator.health;

import io.gigafleet.controlplane.bus.FleetBus;
import io.gigafleet.controlplane.control.PlaneConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the fleet is followed and a broker has answered lately. */
@Readiness
class KafkaReadiness implements HealthCheck {

    private final FleetBus bus;
    private final PlaneConfig config;

    KafkaReadiness(FleetBus bus, PlaneConfig config) {
        this.bus = bus;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Kafka")
                .status(bus.isReady() || !config.loop().enabled())
                .withData("topicsFound", bus.areTopicsReady())
                .withData("followed", config.loop().enabled())
                .build();
    }
}
