package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The faults of one rack: those of the plan, and those made on demand, until they are mended. */
public final class RackFaults {

    /**
     * A fault made on demand.
     *
     * @param repairs how often the rack had been repaired then; one more repair ends it
     */
    public record OnDemand(RackFault fault, int repairs) {}

    private final FaultPlan plan;
    private final long seed;
    private final FaultTraces traces;
    private final boolean hasSwitchTrays;
    private final List<OnDemand> onDemand = new ArrayList<>();
    private boolean mended;

    public RackFaults(FaultPlan plan, long seed, String rackId, Sku.Spec sku) {
        this.plan = plan;
        this.seed = seed;
        traces = new FaultTraces(seed, rackId, sku);
        hasSwitchTrays = sku.switchTrays() > 0;
    }

    /** How this rack's faults look. */
    public FaultTraces traces() {
        return traces;
    }

    /** Makes a fault, from now on. */
    public void make(OnDemand fault) {
        if (!onDemand.contains(fault)) {
            onDemand.add(fault);
        }
    }

    /** Ends all faults but those of a firmware version. */
    public void mend() {
        mended = true;
        onDemand.clear();
    }

    public boolean isMended() {
        return mended;
    }

    public List<OnDemand> onDemand() {
        return List.copyOf(onDemand);
    }

    /** What is wrong with the rack as it stands. */
    public Set<RackFault> active(RackTraits rack) {
        Set<RackFault> faults = plan.of(rack, mended, seed);
        faults.addAll(madeOnDemand(rack));
        return feasible(faults);
    }

    /** The part of it that was made on demand. */
    public Set<RackFault> madeOnDemand(RackTraits rack) {
        Set<RackFault> faults = EnumSet.noneOf(RackFault.class);
        for (OnDemand made : onDemand) {
            if (made.repairs() >= rack.repairs()) {
                faults.add(made.fault());
            }
        }
        return feasible(faults);
    }

    private Set<RackFault> feasible(Set<RackFault> faults) {
        if (!hasSwitchTrays) {
            faults.remove(RackFault.SWITCH_TRAY);
        }
        return faults;
    }
}
