package io.gigafleet.controlplane.operator.whatif;

import io.gigafleet.controlplane.operator.apply.Applied;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would become of a service's manifest, and of the fleet with it. */
@Schema(name = "DryRun", description = "What would become of a service and of the fleet with it")
public record DryRunAnswer(
        List<Applied.Change> applied,
        @Schema(description = "Revision of the specs, which stays") long revision,
        @Schema(description = "Always: nothing was kept") boolean dryRun,
        WhatIfAnswer effect) {

    public DryRunAnswer {
        applied = List.copyOf(applied);
    }

    /** The outcome of a dry run with its effect. */
    public static DryRunAnswer of(Applied applied, WhatIfAnswer effect) {
        return new DryRunAnswer(applied.applied(), applied.revision(), applied.dryRun(), effect);
    }
}
