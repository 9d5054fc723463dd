package io.gigafleet.controlplane.operator.apply;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of each manifest of an input.
 *
 * @param revision the ledger's revision of the specs afterwards
 */
@Schema(description = "What became of each manifest")
public record Applied(
        List<Change> applied,
        @Schema(description = "Revision of the specs afterwards") long revision,
        @Schema(description = "Whether nothing was kept") boolean dryRun) {

    public Applied {
        applied = List.copyOf(applied);
    }

    /** What became of one manifest. */
    public record Change(String kind, String name, Action action) {

        /** How the audit log names it: {@code rack/r1}, {@code service/frontier-chat}. */
        @JsonIgnore
        public String subject() {
            String word =
                    switch (kind) {
                        case "InferenceService" -> "service";
                        case "RackDelivery" -> "delivery";
                        default -> kind.toLowerCase(Locale.ROOT);
                    };
            return word + "/" + name;
        }
    }

    /** What applying did. */
    public enum Action {
        CREATED,
        UPDATED,
        UNCHANGED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
