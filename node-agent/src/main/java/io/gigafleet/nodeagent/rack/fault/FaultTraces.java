package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.nodeagent.rack.RackDefects;
import io.gigafleet.nodeagent.rack.SeededDraw;
import io.gigafleet.schemas.manifest.Sku;
import java.util.BitSet;
import java.util.Set;

/**
 * How a fault looks in one rack: which tray, which accelerator, how much and when; always the same
 * for a seed and a rack.
 */
public final class FaultTraces {

    /** Most pressure a sound circuit loses in a test: temperature and hoses that give. */
    private static final double SOUND_LOSS_PASCALS = 350;

    private static final double WET_SENSOR_SHARE = 0.3;
    private static final double STALLED_SHARE = 0.6;

    private final long seed;
    private final String rackId;
    private final Sku.Spec sku;

    FaultTraces(long seed, String rackId, Sku.Spec sku) {
        this.seed = seed;
        this.rackId = rackId;
        this.sku = sku;
    }

    public Sku.Spec sku() {
        return sku;
    }

    /** Pressure the circuit loses over a whole test, pascals. */
    public double pressureLossPascals(boolean leaks) {
        return leaks
                ? between(3_500, 9_000, "leak")
                : between(SOUND_LOSS_PASCALS / 4, SOUND_LOSS_PASCALS, "pressure");
    }

    /** True if the leak reaches a tray's sensor. */
    public boolean leakWetsSensor() {
        return SeededDraw.share(seed, rackId, "wet sensor") < WET_SENSOR_SHARE;
    }

    public int leakingTray() {
        return SeededDraw.index(sku.computeTrays(), seed, rackId, "leaking tray");
    }

    public int missingTray() {
        return SeededDraw.index(sku.computeTrays(), seed, rackId, "missing tray");
    }

    public int deadSwitchTray() {
        return SeededDraw.index(sku.switchTrays(), seed, rackId, "switch tray");
    }

    public int dyingAccelerator() {
        return SeededDraw.index(sku.accelerators(), seed, rackId, "accelerator");
    }

    /** Share of a burn-in after which the accelerator dies, or the firmware's nerve fails. */
    public double breaksAtShare() {
        return between(0.25, 0.7, "breaks at");
    }

    /** The serial a wrong rack wears. */
    public String wrongSerial(String expected) {
        return expected + "-X" + (100 + SeededDraw.index(900, seed, rackId, "serial"));
    }

    /**
     * What is broken as long as the faults last.
     *
     * @param accelerator true once the dying accelerator is dead
     * @param stalled true while the firmware leaves accelerators at a low clock
     */
    public RackDefects defects(Set<RackFault> faults, boolean accelerator, boolean stalled) {
        if (faults.isEmpty()) {
            return RackDefects.NONE;
        }
        BitSet dead = new BitSet();
        if (faults.contains(RackFault.MISSING_TRAY)) {
            int perTray = sku.acceleratorsPerTray();
            int from = missingTray() * perTray;
            dead.set(from, Math.min(sku.accelerators(), from + perTray));
        }
        if (accelerator && faults.contains(RackFault.ACCELERATOR)) {
            dead.set(dyingAccelerator());
        }
        BitSet slow = new BitSet();
        if (stalled && faults.contains(RackFault.BURN_IN_FIRMWARE)) {
            for (int slot = 0; slot < sku.accelerators(); slot++) {
                slow.set(slot, SeededDraw.share(seed, rackId, "stalls " + slot) < STALLED_SHARE);
            }
        }
        return new RackDefects(
                dead,
                slow,
                flowShare(faults),
                faults.contains(RackFault.FLOW_SENSOR),
                faults.contains(RackFault.SWITCH_TRAY) ? 1 : 0);
    }

    private double flowShare(Set<RackFault> faults) {
        if (faults.contains(RackFault.LOW_FLOW)) {
            return between(0.45, 0.6, "low flow");
        }
        return faults.contains(RackFault.FLOW_SENSOR) ? 0.6 : 1;
    }

    private double between(double from, double to, String purpose) {
        return SeededDraw.between(from, to, seed, rackId, purpose);
    }
}
