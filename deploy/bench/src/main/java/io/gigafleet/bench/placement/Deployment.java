package io.gigafleet.bench.placement;

import java.util.List;

/**
 * What the replicas of one deployment have in common.
 *
 * @param accelerators accelerators of one replica, in all its racks
 * @param racks whole racks of one row that a replica takes; {@link #PART_OF_A_RACK}: its
 *     accelerators lie in one rack, which it may share
 * @param wattsPerAccelerator planned watts of one accelerator, by SKU
 * @param requiredSku the SKU it must run on, or {@link #ANY_SKU}
 * @param maxPerRow most of its replicas in one row
 * @param priority 0 to {@link #PRIORITY_MAX}
 * @param tenant index of its tenant
 */
public record Deployment(
        int id,
        String model,
        int accelerators,
        int racks,
        List<Integer> wattsPerAccelerator,
        int requiredSku,
        int maxPerRow,
        int priority,
        int tenant) {

    public static final int ANY_SKU = -1;
    public static final int PART_OF_A_RACK = 0;
    public static final int PRIORITY_MAX = 7;

    public Deployment {
        wattsPerAccelerator = List.copyOf(wattsPerAccelerator);
        if (accelerators <= 0 || racks < 0 || maxPerRow <= 0) {
            throw new IllegalArgumentException(
                    "deployment %d has accelerators=%d racks=%d maxPerRow=%d"
                            .formatted(id, accelerators, racks, maxPerRow));
        }
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException(
                    "deployment " + id + " has priority " + priority + ", not 0 to 7");
        }
    }

    /** Whether a replica is a gang of whole racks. */
    public boolean isGang() {
        return racks != PART_OF_A_RACK;
    }

    public boolean mayRunOn(int sku) {
        return requiredSku == ANY_SKU || requiredSku == sku;
    }

    /** Racks one replica takes, whole or in part. */
    public int racksPerReplica() {
        return Math.max(1, racks);
    }

    /** Accelerators one replica takes in each of its racks. */
    public int acceleratorsPerRack() {
        return accelerators / racksPerReplica();
    }

    /** Watts one replica adds to each of its racks of this SKU. */
    public long wattsPerRack(int sku) {
        return (long) acceleratorsPerRack() * wattsPerAccelerator.get(sku);
    }

    /** What placing one replica is worth: accelerators times 2^priority. */
    public long weight() {
        return (long) accelerators << priority;
    }
}
