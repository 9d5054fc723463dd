package io.gigafleet.controlplane.ledger;

import java.util.Map;

/**
 * What the leader's guard has in force, as far as other planes tell of it.
 *
 * @param budgetWatts of domains where it is not what operators declared
 * @param heatCapacityWatts of loops where it is not what operators declared
 * @param target how far the load target in force is met; empty: none is in force
 */
public record GuardInForce(
        Map<String, Long> budgetWatts, Map<String, Long> heatCapacityWatts, String target) {

    public GuardInForce {
        budgetWatts = Map.copyOf(budgetWatts);
        heatCapacityWatts = Map.copyOf(heatCapacityWatts);
    }
}
