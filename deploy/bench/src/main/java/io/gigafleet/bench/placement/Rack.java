package io.gigafleet.bench.placement;

/**
 * A rack.
 *
 * @param cdu index of its coolant loop in {@link Instance#domains}
 * @param row index of its row
 * @param hall index of its hall
 * @param baseWatts what it draws with idle accelerators; not part of any budget here
 * @param budgetWatts watts its accelerators may draw together
 */
public record Rack(
        int id,
        int sku,
        int accelerators,
        int cdu,
        int row,
        int hall,
        long baseWatts,
        long budgetWatts) {

    public Rack {
        if (accelerators <= 0 || baseWatts < 0 || budgetWatts <= 0) {
            throw new IllegalArgumentException(
                    "rack %d has accelerators=%d baseWatts=%d budgetWatts=%d"
                            .formatted(id, accelerators, baseWatts, budgetWatts));
        }
    }
}
