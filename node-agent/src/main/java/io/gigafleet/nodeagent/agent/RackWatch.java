package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaPhase;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import java.util.List;

/** Notices, step by step, when a rack has something new to say. */
final class RackWatch {

    private final RackSimulation rack;
    private boolean powerThrottled;
    private boolean thermallyThrottled;
    private boolean energized = true;
    private LeakState leak = LeakState.DRY;
    private List<ReplicaPhase> phases = List.of();

    RackWatch(RackSimulation rack) {
        this.rack = rack;
    }

    /** True if throttling, power or a leak began or ended since the last call. */
    boolean alarmsChanged() {
        boolean nowPowerThrottled = rack.powerThrottleMillis() > 0;
        boolean nowThermallyThrottled = rack.thermalThrottleMillis() > 0;
        boolean changed =
                nowPowerThrottled != powerThrottled
                        || nowThermallyThrottled != thermallyThrottled
                        || rack.energized() != energized
                        || !rack.leak().equals(leak);
        powerThrottled = nowPowerThrottled;
        thermallyThrottled = nowThermallyThrottled;
        energized = rack.energized();
        leak = rack.leak();
        return changed;
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
