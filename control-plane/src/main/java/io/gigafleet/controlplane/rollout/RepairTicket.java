package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.util.OptionalLong;

/**
 * What has to be repaired, and how that was proven.
 *
 * @param stage the one the rack failed to reach
 * @param cause a word of {@code StageFault}, or OVERDUE
 * @param component tray, accelerator or switch tray; empty: the rack
 * @param evidence what was measured
 * @param closing the re-test that proved the repair, or the ticket that took its place; empty while
 *     it is open
 */
public record RepairTicket(
        String id,
        String rack,
        String rollout,
        RackStage stage,
        String cause,
        String component,
        String evidence,
        long openedAtMillis,
        OptionalLong closedAtMillis,
        String closing) {

    public boolean isOpen() {
        return closedAtMillis.isEmpty();
    }

    RepairTicket closed(String proof, long now) {
        return new RepairTicket(
                id,
                rack,
                rollout,
                stage,
                cause,
                component,
                evidence,
                openedAtMillis,
                OptionalLong.of(now),
                proof);
    }
}
