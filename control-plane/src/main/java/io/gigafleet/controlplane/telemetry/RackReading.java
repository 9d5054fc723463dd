package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.LeakState;
import java.util.List;

/**
 * One telemetry record of one rack, read and checked.
 *
 * @param intervalMillis the time the record's maxima and throttling cover; 0 if the agent didn't
 *     say
 * @param leakingTrays tray numbers, empty while dry
 * @param switchTraysUp of the scale-up fabric
 * @param alarms that stand, as in {@link RackColumns#alarms}
 * @param replicas in the record's order
 */
public record RackReading(
        String rackId,
        Stamp stamp,
        long intervalMillis,
        PowerReading power,
        CoolantReading coolant,
        AcceleratorReading accelerators,
        LeakState leak,
        List<Integer> leakingTrays,
        int switchTraysUp,
        int alarms,
        List<ReplicaReading> replicas) {

    public RackReading {
        if (rackId.isEmpty()) {
            throw new IllegalArgumentException("rackId is empty");
        }
        leakingTrays = List.copyOf(leakingTrays);
        replicas = List.copyOf(replicas);
    }

    /** The broker's clock when it appended the record, epoch milliseconds. */
    public long appendedAtMillis() {
        return stamp.appendedAtMillis();
    }
}
