package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaPhase;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import java.util.List;

/** Notices, step by step, when a rack has something new to say. */
final class RackWatch {

    private static final int HELD_STEPS = 10;

    private final RackSimulation rack;
    private int powerThrottledSteps;
    private int thermallyThrottledSteps;
    private Alarms alarms = new Alarms(false, false, true, LeakState.DRY);
    private List<ReplicaPhase> phases = List.of();

    private record Alarms(
            boolean powerThrottled,
            boolean thermallyThrottled,
            boolean energized,
            LeakState leak) {}

    RackWatch(RackSimulation rack) {
        this.rack = rack;
    }

    /**
     * True if throttling, power or a leak began or ended since the last call, once per step.
     * Throttling ends after a second without it: a rack that works right at its cap is throttled in
     * every other step.
     */
    boolean alarmsChanged() {
        powerThrottledSteps = held(rack.isPowerThrottled(), powerThrottledSteps);
        thermallyThrottledSteps = held(rack.isThermallyThrottled(), thermallyThrottledSteps);
        Alarms now =
                new Alarms(
                        powerThrottledSteps > 0,
                        thermallyThrottledSteps > 0,
                        rack.energized(),
                        rack.leak());
        boolean changed = !now.equals(alarms);
        alarms = now;
        return changed;
    }

    private static int held(boolean throttled, int stepsLeft) {
        return throttled ? HELD_STEPS : Math.max(0, stepsLeft - 1);
    }

    /** True if a replica came, went or changed its phase since the last call. */
    boolean phasesChanged() {
        List<ReplicaSimulation> replicas = rack.replicas();
        boolean changed = replicas.size() != phases.size();
        for (int i = 0; i < replicas.size() && !changed; i++) {
            changed = replicas.get(i).phase() != phases.get(i);
        }
        if (changed) {
            phases = replicas.stream().map(ReplicaSimulation::phase).toList();
        }
        return changed;
    }
}
