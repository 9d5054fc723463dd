package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.schemas.manifest.Sku;
import java.util.BitSet;

/**
 * What stops training at scale, and how often: all 419 unexpected interruptions of a 54-day
 * snapshot of Llama 3 405B's pre-training on 16,384 H100 GPUs. Source: "The Llama 3 Herd of
 * Models", Meta, July 2024, table 5. A rack of 72 accelerators has one about every 29 days.
 *
 * <p>The counts are published; what each cause does to one of our racks, and how long a repair
 * takes, is assumed: a process restarts at once, a tray is pulled and back in two hours, a part is
 * replaced in four.
 */
public enum FailureCause {
    FAULTY_GPU(148, Effect.ACCELERATOR, 4),
    GPU_HBM3_MEMORY(72, Effect.ACCELERATOR, 4),
    SOFTWARE_BUG(54, Effect.PROCESS, 0),
    NETWORK_SWITCH_OR_CABLE(35, Effect.SWITCH_TRAY, 2),
    HOST_MAINTENANCE(32, Effect.TRAY, 2),
    GPU_SRAM_MEMORY(19, Effect.ACCELERATOR, 4),
    GPU_SYSTEM_PROCESSOR(17, Effect.ACCELERATOR, 4),
    NIC(7, Effect.TRAY, 4),
    NCCL_WATCHDOG_TIMEOUT(7, Effect.PROCESS, 0),
    SILENT_DATA_CORRUPTION(6, Effect.ACCELERATOR, 4),
    GPU_THERMAL_INTERFACE_OR_SENSOR(6, Effect.SLOW_ACCELERATOR, 4),
    SSD(3, Effect.TRAY, 4),
    POWER_SUPPLY(3, Effect.POWER_SHELF, 4),
    SERVER_CHASSIS(2, Effect.TRAY, 4),
    IO_EXPANSION_BOARD(2, Effect.TRAY, 4),
    DEPENDENCY(2, Effect.PROCESS, 0),
    CPU(2, Effect.TRAY, 4),
    SYSTEM_MEMORY(2, Effect.TRAY, 4);

    /** Days of the snapshot. */
    static final int OBSERVED_DAYS = 54;

    /** GPUs of the snapshot. */
    static final int OBSERVED_GPUS = 16_384;

    /** What a rack draws at most with one of its eight power shelves gone. */
    private static final double SHELVES_LEFT_SHARE = 7.0 / 8;

    private static final double SLOW_CLOCK = 0.5;

    /** What a cause does to a rack. */
    private enum Effect {
        ACCELERATOR,
        SLOW_ACCELERATOR,
        TRAY,
        PROCESS,
        SWITCH_TRAY,
        POWER_SHELF
    }

    private final int observed;
    private final Effect effect;
    private final int repairHours;

    FailureCause(int observed, Effect effect, int repairHours) {
        this.observed = observed;
        this.effect = effect;
        this.repairHours = repairHours;
    }

    /** Times it was seen in the snapshot. */
    public int observed() {
        return observed;
    }

    /** From the failure to the end of the repair; 0: over at once. */
    public double repairMillis() {
        return repairHours * 3_600_000.0;
    }

    /** Failures of this cause per accelerator and millisecond. */
    public double ratePerMilli() {
        return observed / (OBSERVED_DAYS * 86_400_000.0 * OBSERVED_GPUS);
    }

    /**
     * What it looks like in a rack.
     *
     * @param where 0 to below 1: which of its parts
     */
    Trouble in(Sku.Spec sku, double where) {
        int accelerator = (int) (where * sku.accelerators());
        return switch (effect) {
            case ACCELERATOR -> new Trouble.Kill(slots(accelerator, 1, sku));
            case SLOW_ACCELERATOR -> new Trouble.SlowClock(slots(accelerator, 1, sku), SLOW_CLOCK);
            case TRAY -> {
                int perTray = sku.acceleratorsPerTray();
                yield new Trouble.Kill(slots(accelerator / perTray * perTray, perTray, sku));
            }
            case PROCESS -> new Trouble.Crash(accelerator);
            case SWITCH_TRAY -> new Trouble.SwitchTray();
            case POWER_SHELF -> new Trouble.LostShelf(SHELVES_LEFT_SHARE);
        };
    }

    private static BitSet slots(int from, int count, Sku.Spec sku) {
        BitSet slots = new BitSet();
        slots.set(from, Math.min(sku.accelerators(), from + count));
        return slots;
    }
}
