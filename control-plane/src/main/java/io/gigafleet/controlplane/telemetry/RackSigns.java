package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was heard of one rack.
 *
 * @param telemetryAtMillis the broker's clock at its newest reading; empty: none yet
 * @param statusAtMillis the broker's clock at its newest status; empty: never sent one
 * @param evidence what speaks against the rack, for a person; empty: nothing
 * @param deadAccelerators of it, while others draw power
 */
public record RackSigns(
        String rackId,
        OptionalLong telemetryAtMillis,
        OptionalLong statusAtMillis,
        Optional<String> evidence,
        AcceleratorSet deadAccelerators) {

    /** A rack of which no accelerator is known to be dead. */
    public RackSigns(
            String rackId,
            OptionalLong telemetryAtMillis,
            OptionalLong statusAtMillis,
            Optional<String> evidence) {
        this(rackId, telemetryAtMillis, statusAtMillis, evidence, AcceleratorSet.ofMask());
    }

    /** The broker's clock at its newest sign of life; empty: it was never heard. */
    OptionalLong heardAtMillis() {
        if (telemetryAtMillis.isEmpty()) {
            return statusAtMillis;
        }
        return OptionalLong.of(
                Math.max(telemetryAtMillis.getAsLong(), statusAtMillis.orElse(Long.MIN_VALUE)));
    }
}
