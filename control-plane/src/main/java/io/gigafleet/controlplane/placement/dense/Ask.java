package io.gigafleet.controlplane.placement.dense;

import java.util.List;

/**
 * Equal replicas as one class: what each needs, and what it is worth.
 *
 * @param index its place in the board's list of asks
 * @param tenant index of the tenant
 * @param priority 0 to 7; a replica is worth {@code accelerators * 2^priority}
 * @param preemptible whether its replicas may be given up for others
 * @param exclusive whether its racks may hold no other tenant's replicas
 * @param spread most replicas of it in one row, loop and rack
 * @param parts what stands in one rack each; all parts of a replica stand in one row
 */
public record Ask(
        int index,
        int tenant,
        int priority,
        boolean preemptible,
        boolean exclusive,
        Spread spread,
        List<Part> parts) {

    public Ask {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("ask " + index + " has no parts");
        }
    }

    /** Most replicas of one ask in one row, loop and rack. */
    public record Spread(int maxPerRow, int maxPerLoop, int maxPerRack) {
        /** No limit. */
        public static final Spread ANY =
                new Spread(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        public Spread {
            if (maxPerRow < 1 || maxPerLoop < 1 || maxPerRack < 1) {
                throw new IllegalArgumentException(
                        "at most %d per row, %d per loop, %d per rack: none may be below 1"
                                .formatted(maxPerRow, maxPerLoop, maxPerRack));
            }
        }

        public boolean isNone() {
            return maxPerRow == Integer.MAX_VALUE && !isFinerThanRows();
        }

        public boolean isFinerThanRows() {
            return maxPerLoop != Integer.MAX_VALUE || maxPerRack != Integer.MAX_VALUE;
        }
    }

    /**
     * What stands in one rack.
     *
     * @param accelerators how many
     * @param wattsBySku watts above idle it adds, by SKU
     * @param racks where it may stand by SKU, labels and size
     */
    public record Part(int accelerators, long[] wattsBySku, RackSet racks) {
        public Part {
            if (accelerators < 1) {
                throw new IllegalArgumentException("a part of " + accelerators + " accelerators");
            }
        }
    }

    /** Whether each replica is one part on one rack. */
    public boolean isSimple() {
        return parts.size() == 1;
    }

    /** Accelerators of one replica. */
    public int accelerators() {
        int sum = 0;
        for (Part part : parts) {
            sum += part.accelerators();
        }
        return sum;
    }

    /** What one replica is worth: {@code accelerators * 2^priority}. */
    public long weight() {
        return (long) accelerators() << priority;
    }
}
