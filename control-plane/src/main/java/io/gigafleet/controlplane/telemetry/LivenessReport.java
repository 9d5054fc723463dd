package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of all racks at one moment.
 *
 * @param evaluatedAtMillis the plane's clock, epoch milliseconds
 * @param pathProven whether canaries prove the path alive; while not, no rack is LOST
 * @param pathReason why it is or isn't proven, for a person
 * @param racks by rack id; nobody changes them any more
 */
public record LivenessReport(
        long evaluatedAtMillis,
        boolean pathProven,
        String pathReason,
        Map<String, RackCondition> racks) {

    /** Before the first evaluation. */
    public static final LivenessReport NONE =
            new LivenessReport(0, false, "not evaluated yet", Map.of());

    public LivenessReport {
        racks = Collections.unmodifiableMap(racks);
    }

    /** The condition of one rack; empty if it was not among those evaluated. */
    public Optional<RackCondition> of(String rackId) {
        return Optional.ofNullable(racks.get(rackId));
    }

    /** How many racks are in a condition. */
    public long count(Condition condition) {
        return racks.values().stream().filter(rack -> rack.condition() == condition).count();
    }
}
