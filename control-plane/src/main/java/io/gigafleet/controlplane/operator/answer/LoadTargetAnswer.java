package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.LoadTargetEntity;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the site is asked to draw at most, and how far it does. */
@Schema(
        name = "LoadTarget",
        description = "What the site is asked to draw at most, and how far it does")
public record LoadTargetAnswer(
        @Schema(
                        description =
                                "NONE: nothing is asked. UPCOMING: it begins later. APPROACHING:"
                                    + " the draw comes down, its deadline is ahead. MET. MISSED:"
                                    + " the deadline is past and the draw is above it",
                        enumeration = {"NONE", "UPCOMING", "APPROACHING", "MET", "MISSED"})
                String state,
        @Schema(description = "In force, or the next; null: none", nullable = true)
                @Nullable Wish target,
        @Schema(description = "What the site draws now: its meter, or the sum of its racks")
                long drawnWatts,
        @Schema(
                        description =
                                "What the guard says of its progress; empty: none is in force, or"
                                        + " no guard is on duty")
                String progress,
        @Schema(description = "Later ones, in order of their beginning") List<Wish> upcoming) {

    public LoadTargetAnswer {
        upcoming = List.copyOf(upcoming);
    }

    /** One target. */
    @Schema(name = "LoadTargetWish", description = "What is asked")
    public record Wish(
            @Schema(description = "Of an event: its source and id") String id,
            long watts,
            Instant from,
            Instant until,
            @Schema(description = "When it has to be met") Instant deadline,
            @Schema(description = "A token's name, or an event's source") String setBy,
            Instant setAt,
            String reason) {

        static Wish of(LoadTargetEntity row) {
            return new Wish(
                    row.id,
                    row.watts,
                    row.fromAt,
                    row.untilAt,
                    row.deadlineAt,
                    row.actor,
                    row.setAt,
                    row.reason);
        }
    }

    /**
     * The answer.
     *
     * @param targets that are not over, in order of their beginning
     */
    public static LoadTargetAnswer of(
            List<LoadTargetEntity> targets, long drawnWatts, String progress, Instant now) {
        if (targets.isEmpty()) {
            return new LoadTargetAnswer("NONE", null, drawnWatts, "", List.of());
        }
        LoadTargetEntity first = targets.getFirst();
        return new LoadTargetAnswer(
                state(first, drawnWatts, now),
                Wish.of(first),
                drawnWatts,
                progress,
                targets.stream().skip(1).map(Wish::of).toList());
    }

    private static String state(LoadTargetEntity target, long drawnWatts, Instant now) {
        if (now.isBefore(target.fromAt)) {
            return "UPCOMING";
        }
        if (drawnWatts <= target.watts) {
            return "MET";
        }
        return now.isBefore(target.deadlineAt) ? "APPROACHING" : "MISSED";
    }
}
