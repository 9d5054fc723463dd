package io.gigafleet.controlplane.operator.health;

import io.gigafleet.controlplane.control.GuardPost;
import io.gigafleet.controlplane.control.guard.GuardActs;
import io.gigafleet.controlplane.control.guard.GuardLoop;
import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The safety guard of this plane in numbers. */
@ApplicationScoped
class GuardMetrics {

    private final MeterRegistry registry;
    private final GuardPost post;

    GuardMetrics(MeterRegistry registry, GuardPost post) {
        this.registry = registry;
        this.post = post;
    }

    void bind(@Observes StartupEvent start) {
        GuardLoop guard = post.guard();
        FunctionTimer.builder(
                        "gigafleet.guard.looks",
                        guard,
                        GuardLoop::looks,
                        GuardLoop::lookNanos,
                        TimeUnit.NANOSECONDS)
                .description("looks of the guard and the time they took, sending included")
                .register(registry);
        Gauge.builder("gigafleet.guard.on.duty", post, it -> it.standing().isOnDuty() ? 1 : 0)
                .description("1 while this process guards")
                .register(registry);
        Gauge.builder("gigafleet.guard.acts.waiting", guard.acts(), GuardActs::waiting)
                .description("acts that are not in the audit log yet")
                .register(registry);
        FunctionCounter.builder("gigafleet.guard.acts.dropped", guard.acts(), GuardActs::dropped)
                .description("acts that found no room to wait for the audit log")
                .register(registry);
        Gauge.builder("gigafleet.suggestions", post, it -> it.standing().suggestions().size())
                .description("suggestions of the guard that stand; 1,000 at most")
                .register(registry);
        for (Severity severity : Severity.values()) {
            Gauge.builder("gigafleet.alarms", post, it -> count(it.standing(), severity))
                    .tag("severity", severity.name().toLowerCase(Locale.ROOT))
                    .description("alarms that stand")
                    .register(registry);
        }
    }

    private static long count(GuardStanding standing, Severity severity) {
        return standing.alarms().stream().filter(alarm -> alarm.severity() == severity).count();
    }
}
