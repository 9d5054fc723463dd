package io.gigafleet.controlplane.fleet;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a decision knows of one rack beyond its spot.
 *
 * @param conditionCause why it has that condition, for people
 * @param operatorCapWatts a cap an operator has set
 * @param alarm a leak or thermal alarm in force
 * @param standing where it stands between the dock and service
 * @param deadAccelerators that nothing new is placed on
 */
public record RackView(
        Condition condition,
        String conditionCause,
        boolean cordoned,
        boolean draining,
        OptionalLong operatorCapWatts,
        Optional<String> alarm,
        Standing standing,
        AcceleratorSet deadAccelerators) {

    /** A rack whose accelerators all live. */
    public RackView(
            Condition condition,
            String conditionCause,
            boolean cordoned,
            boolean draining,
            OptionalLong operatorCapWatts,
            Optional<String> alarm,
            Standing standing) {
        this(
                condition,
                conditionCause,
                cordoned,
                draining,
                operatorCapWatts,
                alarm,
                standing,
                AcceleratorSet.ofMask());
    }

    /** The same rack at another standing. */
    public RackView at(Standing next) {
        return new RackView(
                condition,
                conditionCause,
                cordoned,
                draining,
                operatorCapWatts,
                alarm,
                next,
                deadAccelerators);
    }

    /** Whether new replicas may be placed here. */
    public boolean acceptsReplicas() {
        return standing.isInService()
                && condition == Condition.FRESH
                && !cordoned
                && !draining
                && alarm.isEmpty();
    }

    /** Whether it is under power as far as anybody decided, so that its silence means something. */
    public boolean isExpectedToSpeak() {
        return standing.heldWatts() > 0;
    }

    /** Whether what runs here has to be replaced elsewhere. */
    public boolean mustBeLeft() {
        return draining
                || standing.leaving()
                || condition == Condition.LOST
                || condition == Condition.BAD;
    }
}
