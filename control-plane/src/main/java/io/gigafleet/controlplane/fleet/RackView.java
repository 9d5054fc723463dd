package io.gigafleet.controlplane.fleet;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a decision knows of one rack beyond its spot.
 *
 * @param conditionCause why it has that condition, for people
 * @param operatorCapWatts a cap an operator has set
 * @param alarm a leak or thermal alarm in force
 */
public record RackView(
        Condition condition,
        String conditionCause,
        boolean cordoned,
        boolean draining,
        OptionalLong operatorCapWatts,
        Optional<String> alarm) {

    /** Whether new replicas may be placed here. */
    public boolean acceptsReplicas() {
        return condition == Condition.FRESH && !cordoned && !draining && alarm.isEmpty();
    }

    /** Whether what runs here has to be replaced elsewhere. */
    public boolean mustBeLeft() {
        return draining || condition == Condition.LOST || condition == Condition.BAD;
    }
}
