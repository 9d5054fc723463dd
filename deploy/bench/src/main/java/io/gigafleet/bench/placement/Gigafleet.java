package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.verify.PlanVerifier;
import java.util.List;

/** The control plane's own scheduler, with its reasons and its verifier, all replicas at once. */
record Gigafleet(Placer placer) implements Contender {

    @Override
    public String timed() {
        return "decision, a reason for each replica without a place, verification of the plan";
    }

    @Override
    public Start prepare(Instance instance) {
        InstanceFleet fleet = InstanceFleet.of(instance);
        return () -> {
            Plan plan = placer.plan(fleet.view(), fleet.demands());
            verify(fleet.view(), fleet.demands(), plan);
            return new Finish(
                    () -> fleet.placed(plan), plan.preemptions().size(), plan.unplaced().size());
        };
    }

    /**
     * Runs the control plane's verifier.
     *
     * @throws IllegalStateException if it finds a violation: a bug of the scheduler
     */
    static void verify(FleetView view, List<Demand> demands, Plan plan) {
        List<String> violations = PlanVerifier.violations(view, demands, plan);
        if (!violations.isEmpty()) {
            throw new IllegalStateException(
                    "the plan has %d violations, the first: %s"
                            .formatted(violations.size(), violations.getFirst()));
        }
    }
}
