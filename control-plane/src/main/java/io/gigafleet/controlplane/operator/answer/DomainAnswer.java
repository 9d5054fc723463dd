package io.gigafleet.controlplane.operator.answer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A node of the power tree. */
@Schema(name = "PowerDomain", description = "A node of the power tree")
public record DomainAnswer(
        String name,
        @Schema(
                        description = "What it feeds",
                        enumeration = {"site", "hall", "row", "pdu"})
                String kind,
        @Schema(description = "The domain that feeds it; empty at the root") String parent,
        long budgetWatts,
        @Schema(description = "Idle and planned power of the racks below it") long committedWatts,
        @Schema(description = "Sum of the newest readings of the racks below it") long drawnWatts,
        @Schema(
                        description = "Its own meter's newest reading; null if it was not heard",
                        nullable = true)
                @Nullable Long meteredWatts,
        @Schema(
                        description =
                                "What the guard allows now: less than the budget when a feed is"
                                        + " lost or a load target is in force. Null while"
                                        + " no guard is on duty",
                        nullable = true)
                @Nullable Long budgetInForceWatts,
        @Schema(
                        description =
                                "Where the draw stands in the budget in force: CALM under 90%, HOLD"
                                        + " under 99%, CAP above. Null while no guard is on duty",
                        nullable = true,
                        enumeration = {"CALM", "HOLD", "CAP"})
                @Nullable String band,
        @Schema(description = "How many feed it when all is well", nullable = true)
                @Nullable Integer feeds,
        @Schema(description = "How many of them are there", nullable = true)
                @Nullable Integer feedsPresent) {

    private static final long PERMILLE = 1_000;
    private static final long CAP_PERMILLE = 990;
    private static final long UNCAP_PERMILLE = 900;

    /** Where a draw stands in a budget. */
    static String band(long watts, long budgetWatts) {
        if (watts * PERMILLE >= budgetWatts * CAP_PERMILLE) {
            return "CAP";
        }
        return watts * PERMILLE >= budgetWatts * UNCAP_PERMILLE ? "HOLD" : "CALM";
    }
}
