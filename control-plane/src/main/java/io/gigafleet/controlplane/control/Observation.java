package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Condition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What this plane believes of every rack now; on the leader and on standbys alike.
 *
 * @param pathProven whether canaries prove that telemetry would arrive if it were sent
 */
public record Observation(Instant asOf, boolean pathProven, Map<String, RackCondition> racks) {

    /** Before anything was observed. */
    public static final Observation NONE = new Observation(Instant.EPOCH, false, Map.of());

    public Observation {
        racks = Map.copyOf(racks);
    }

    /** A rack's condition, since when, and why. */
    public record RackCondition(Condition condition, Instant since, String cause) {}

    public Optional<RackCondition> rack(String name) {
        return Optional.ofNullable(racks.get(name));
    }
}
