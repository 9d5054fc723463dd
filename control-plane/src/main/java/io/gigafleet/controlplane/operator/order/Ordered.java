package io.gigafleet.controlplane.operator.order;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order that was given.
 *
 * @param rack null: it is for the rollout as a whole
 * @param revision of what operators want, with this order in it
 */
@Schema(description = "An order that was given; the leader obeys it within one loop")
public record Ordered(
        String rollout,
        @Schema(description = "pause, resume, abort, approve, retry or skip") String order,
        @Schema(description = "The rack it is for; null: the rollout as a whole")
                @Nullable String rack,
        String reason,
        @Schema(description = "Revision of the specs with this order in it") long revision) {}
