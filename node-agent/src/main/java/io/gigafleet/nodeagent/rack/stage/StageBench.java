package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.RackDefects;
import io.gigafleet.nodeagent.rack.RackReadings;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.fault.FaultTraces;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Set;

/**
 * What a stage works with: the rack, what is wrong with it, and what runs on it.
 *
 * @param faults what is wrong now
 * @param traces how it looks
 * @param firmware what runs on the rack
 * @param acceleratorDead true if the accelerator that dies under load did so before
 */
public record StageBench(
        RackSimulation rack,
        Set<RackFault> faults,
        FaultTraces traces,
        String firmware,
        boolean acceleratorDead) {

    public StageBench {
        faults = Set.copyOf(faults);
    }

    Sku.Spec sku() {
        return rack.sku();
    }

    RackReadings readings() {
        return rack.readings();
    }

    boolean has(RackFault fault) {
        return faults.contains(fault);
    }

    /** What is broken whether a stage runs or not. */
    public RackDefects standingDefects() {
        return traces.defects(faults, acceleratorDead, false);
    }

    /** Compute trays that are there. */
    public int computeTrays() {
        return sku().computeTrays() - (has(RackFault.MISSING_TRAY) ? 1 : 0);
    }

    /** Accelerators that are there, dead or alive. */
    public int accelerators() {
        return sku().accelerators()
                - traces.defects(faults, false, false).deadAccelerators().cardinality();
    }
}
