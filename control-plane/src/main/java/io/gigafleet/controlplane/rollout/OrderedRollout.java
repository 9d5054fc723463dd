package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.manifest.Rollout;
import java.util.Map;

/**
 * A rollout as declared, and what operators have ordered of it since. Orders are levels: counters
 * that only rise and flags, compared with what was seen of them, so that none is lost or done
 * twice.
 *
 * @param racks orders by name of the rack; a rack without an order is not in it
 */
public record OrderedRollout(Rollout rollout, Orders orders, Map<String, RackOrder> racks) {

    public OrderedRollout {
        racks = Map.copyOf(racks);
    }

    public String name() {
        return rollout.name();
    }

    public Rollout.Spec spec() {
        return rollout.spec();
    }

    /** What was ordered of one rack. */
    public RackOrder rack(String rack) {
        return racks.getOrDefault(rack, RackOrder.NONE);
    }

    /**
     * Orders for the rollout as a whole.
     *
     * @param held an operator has paused it and not resumed it since
     * @param resumes how often it was resumed
     * @param approvals how often a next wave was approved
     * @param aborted for good
     * @param reason of the newest of these orders
     */
    public record Orders(boolean held, int resumes, int approvals, boolean aborted, String reason) {
        public static final Orders NONE = new Orders(false, 0, 0, false, "");
    }

    /**
     * Orders for one rack of the rollout.
     *
     * @param retries how often it was ordered to try again, after a repair
     * @param skipped it is left out
     * @param reason of the newest order
     */
    public record RackOrder(int retries, boolean skipped, String reason) {
        public static final RackOrder NONE = new RackOrder(0, false, "");
    }
}
