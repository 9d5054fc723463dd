package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.MaintenanceWindowEntity;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When people work on a row or a loop. */
@Schema(
        name = "MaintenanceWindow",
        description =
                "When people work on a row or a loop: nothing new is placed there, and its alarms"
                        + " tell nobody. What it may draw stays as it is")
public record MaintenanceWindowAnswer(
        String id,
        @Schema(description = "row/R or loop/L", examples = "row/h1-r1") String scope,
        Instant from,
        Instant until,
        @Schema(description = "Whether it is on now") boolean on,
        String setBy,
        String reason) {

    /** A window as it was set. */
    public static MaintenanceWindowAnswer of(MaintenanceWindowEntity row, Instant now) {
        return new MaintenanceWindowAnswer(
                row.id,
                row.scope,
                row.fromAt,
                row.untilAt,
                !row.fromAt.isAfter(now) && row.untilAt.isAfter(now),
                row.actor,
                row.reason);
    }
}
