package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.fault.RackFaults;
import io.gigafleet.nodeagent.rack.fault.RackTraits;
import io.gigafleet.nodeagent.rack.stage.StageBench;
import io.gigafleet.nodeagent.rack.stage.StageRun;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one rack and what runs on it. Works it out only when something changed. Only
 * the simulation thread calls it.
 *
 * <p>What the plan of faults says holds for racks that came in by stages: one in service since ever
 * has its troubles behind it.
 */
final class RackCondition {

    private final String rackId;
    private final RackSimulation rack;
    private final RackFaults faults;
    private final CommissioningRecord record;

    private String firmware;
    private String pinnedFirmware = "";
    private int repairs;
    private boolean acceleratorDead;
    private boolean cameByStages;
    private boolean wetByTest;
    private @Nullable StageBench known;

    RackCondition(String rackId, RackSimulation rack, StagePace pace, CommissioningRecord record) {
        this.rackId = rackId;
        this.rack = rack;
        this.record = record;
        faults = new RackFaults(pace.faults(), pace.seed(), rackId, rack.sku());
        record.restore(faults);
        repairs = record.repairs();
        acceleratorDead = record.acceleratorDead();
        firmware = record.said().map(said -> said.getFirmware()).orElse("");
    }

    /** What a stage works with. */
    StageBench bench() {
        @Nullable StageBench bench = known;
        if (bench == null) {
            bench = new StageBench(rack, faultsNow(), faults.traces(), firmware(), acceleratorDead);
            known = bench;
        }
        return bench;
    }

    private Set<RackFault> faultsNow() {
        RackTraits traits =
                new RackTraits(
                        rackId,
                        record.expected().getBatch(),
                        List.of(firmware(), pinnedFirmware),
                        repairs);
        return cameByStages ? faults.active(traits) : faults.madeOnDemand(traits);
    }

    /** What runs on the rack; before anybody pinned a version, what its maker put there. */
    String firmware() {
        if (!firmware.isEmpty()) {
            return firmware;
        }
        String batch = record.expected().getBatch();
        return batch.isEmpty() ? "factory" : "factory-" + batch;
    }

    void firmware(String version) {
        firmware = version;
        known = null;
    }

    /** The rack is asked for a stage, with this version pinned; empty: none is. */
    void asked(String pinned) {
        cameByStages = true;
        pinnedFirmware = pinned;
        known = null;
    }

    /** Notes how often it was repaired; one more repair mends what was wrong. */
    void repaired(int count) {
        if (count > repairs) {
            repairs = count;
            acceleratorDead = false;
            wearChanged();
        }
    }

    /** Makes a fault, until it is mended. */
    void make(RackFault fault) {
        faults.make(new RackFaults.OnDemand(fault, repairs));
        wearChanged();
    }

    /** Ends all its faults but those of a firmware version. */
    void mend() {
        faults.mend();
        acceleratorDead = false;
        wearChanged();
    }

    private void wearChanged() {
        known = null;
        record.wear(repairs, acceleratorDead, faults);
    }

    /** Lets a stage do to the rack what it does, and keeps what that broke. */
    void act(StageRun run) {
        if (!acceleratorDead && run.killsAccelerator(bench())) {
            acceleratorDead = true;
            wearChanged();
        }
        LeakState before = rack.leak();
        run.act(bench());
        wetByTest |= !before.equals(rack.leak());
        dryIfMended();
    }

    /** Leaves the rack to itself: no load, no test, and what is broken stays so. */
    void rest() {
        rack.testLoad(0);
        rack.losePressure(0);
        rack.defects(bench().standingDefects());
        dryIfMended();
    }

    private void dryIfMended() {
        if (wetByTest && !bench().faults().contains(RackFault.LEAK)) {
            rack.leak(LeakState.DRY);
            wetByTest = false;
        }
    }
}
