package io.gigafleet.controlplane.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.bus.FleetBus;
import io.gigafleet.controlplane.bus.LoadTargetConsumer;
import io.gigafleet.controlplane.ledger.LoadTargets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Lets the leader read what the grid asks. */
@ApplicationScoped
class LoadTargetReader {

    private final LoadTargetConsumer consumer;
    private final LoadTargetIntake intake;
    private final boolean isEnabled;

    LoadTargetReader(
            LoadTargetConsumer consumer,
            LoadTargets targets,
            ObjectMapper json,
            ControlLoop loop,
            FleetBus bus,
            PlaneConfig config) {
        this.consumer = consumer;
        this.isEnabled = config.loop().enabled();
        this.intake =
                new LoadTargetIntake(
                        targets::set,
                        json,
                        () -> loop.leading().isPresent() && bus.areTopicsReady(),
                        loop::wake,
                        Clock.systemUTC());
    }

    void start(@Observes StartupEvent event) {
        if (isEnabled) {
            consumer.start(intake);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.close();
    }
}
