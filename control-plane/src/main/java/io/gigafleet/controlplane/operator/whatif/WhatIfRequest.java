package io.gigafleet.controlplane.operator.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.ManifestWriter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is supposed to be different. Whatever is left out stays as it is.
 *
 * @param services manifests of InferenceServices, or names of known ones with a number of replicas
 * @param manifests InferenceServices as one text of YAML documents
 */
@Schema(name = "WhatIf", description = "What is supposed to be different; left out: as it is")
public record WhatIfRequest(
        @Schema(
                        type = SchemaType.ARRAY,
                        implementation = Object.class,
                        description =
                                "Services to place: whole manifests, or {name, replicas} of known"
                                        + " ones")
                List<JsonNode> services,
        @Schema(description = "Services to place, as one text of YAML manifests") String manifests,
        Lose lose,
        @Schema(description = "Racks to add, in service at once") List<AddedRacks> addRacks,
        @Schema(description = "Other budgets of power domains") List<Budget> budgets) {

    public WhatIfRequest {
        services = services == null ? List.of() : List.copyOf(services);
        manifests = manifests == null ? "" : manifests;
        lose = lose == null ? Lose.NOTHING : lose;
        addRacks = addRacks == null ? List.of() : List.copyOf(addRacks);
        budgets = budgets == null ? List.of() : List.copyOf(budgets);
    }

    /** Only this service is different. */
    static WhatIfRequest placing(InferenceService service) {
        return new WhatIfRequest(
                List.of(ManifestWriter.toJson(service)), "", Lose.NOTHING, List.of(), List.of());
    }

    /** Racks nobody reaches any more. */
    @Schema(name = "WhatIfLose", description = "Racks that are lost: by name, row or coolant loop")
    public record Lose(List<String> racks, List<String> rows, List<String> loops) {
        static final Lose NOTHING = new Lose(List.of(), List.of(), List.of());

        public Lose {
            racks = racks == null ? List.of() : List.copyOf(racks);
            rows = rows == null ? List.of() : List.copyOf(rows);
            loops = loops == null ? List.of() : List.copyOf(loops);
        }
    }

    /**
     * Equal racks in one row.
     *
     * @param loop left out: that of the last rack of the row
     * @param powerDomain left out: that of the last rack of the row
     */
    @Schema(name = "WhatIfRacks", description = "Equal racks in one row")
    public record AddedRacks(
            @Schema(examples = "gb300-nvl72") @Nullable String sku,
            @Schema(examples = "h1-r1") @Nullable String row,
            @Schema(description = "Left out: that of the row's last rack", nullable = true)
                    @Nullable String loop,
            @Schema(description = "Left out: that of the row's last rack", nullable = true)
                    @Nullable String powerDomain,
            @Schema(description = "How many; left out: 1", nullable = true)
                    @Nullable Integer count) {}

    /** Another budget of a power domain. */
    @Schema(name = "WhatIfBudget", description = "Another budget of a power domain")
    public record Budget(
            @Schema(examples = "feed") @Nullable String domain,
            @Schema(examples = "400000") @Nullable Long watts) {}
}
