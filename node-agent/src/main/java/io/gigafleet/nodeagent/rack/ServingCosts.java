package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.HashMap;
import java.util.Map;

/**
 * The costs of serving that the replicas of a host share: thousands of replicas of one service look
 * at the same numbers. Any thread may ask.
 */
public final class ServingCosts {

    /** Most kinds of replicas it remembers; those beyond have costs of their own. */
    static final int LIMIT = 256;

    private final Map<Kind, ServingCost> known = new HashMap<>();

    private record Kind(ServedModel model, Sku.Spec sku, int accelerators) {}

    /**
     * What serving a model on so many accelerators costs.
     *
     * @throws IllegalArgumentException if the weights do not fit
     */
    synchronized ServingCost of(ServedModel model, Sku.Spec sku, int accelerators) {
        Kind kind = new Kind(model, sku, accelerators);
        ServingCost cost = known.get(kind);
        if (cost == null) {
            cost = new ServingCost(model, sku, accelerators);
            if (known.size() < LIMIT) {
                known.put(kind, cost);
            }
        }
        return cost;
    }
}
