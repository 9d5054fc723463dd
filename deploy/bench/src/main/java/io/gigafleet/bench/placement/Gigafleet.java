package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.verify.PlanVerifier;
import java.util.List;

/** The control plane's own scheduler, with its reasons and its verifier, all replicas at once. */
record Gigafleet(Placer placer) implements Contender {

    @Override
    public Start prepare(Instance instance) {
        InstanceFleet fleet = InstanceFleet.of(instance);
        return () -> {
            Plan plan = placer.plan(fleet.view(), fleet.demands());
            List<String> violations = PlanVerifier.violations(fleet.view(), fleet.demands(), plan);
            if (!violations.isEmpty()) {
                throw new IllegalStateException(
                        "the plan has %d violations, the first: %s"
                                .formatted(violations.size(), violations.getFirst()));
            }
            return new Finish(
                    () -> fleet.placed(plan), plan.preemptions().size(), plan.unplaced().size());
        };
    }
}
