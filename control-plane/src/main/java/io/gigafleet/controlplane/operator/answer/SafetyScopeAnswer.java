package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.SafetyScopeEntity;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the guard goes by itself in one scope. */
@Schema(
        name = "SafetyScope",
        description = "How far the guard goes by itself in one scope; the narrowest scope wins")
public record SafetyScopeAnswer(
        @Schema(description = "site, hall/H, row/R, domain/D, loop/L or rack/R") String scope,
        @Schema(
                        description =
                                "observe, suggest or act, by automation: power, heat, leak, health,"
                                    + " load-target. Of the site all; of other scopes those that"
                                    + " were set")
                Map<String, String> modes,
        @Schema(description = "Whether nothing acts by itself here") boolean held,
        @Schema(nullable = true) @Nullable String holdReason,
        @Schema(nullable = true) @Nullable String heldBy,
        @Schema(nullable = true) @Nullable Instant heldAt) {

    public SafetyScopeAnswer {
        modes = new TreeMap<>(modes);
    }

    /** A scope of which nothing was said. */
    public static SafetyScopeAnswer untouched(String scope, boolean isSite) {
        return new SafetyScopeAnswer(
                scope, words(new EnumMap<>(Automation.class), isSite), false, null, null, null);
    }

    /** A scope as it was set. */
    public static SafetyScopeAnswer of(SafetyScopeEntity row, boolean isSite) {
        return new SafetyScopeAnswer(
                row.scope,
                words(modes(row), isSite),
                row.held,
                row.held ? row.holdReason : null,
                row.held ? row.heldBy : null,
                row.heldAt);
    }

    private static Map<Automation, Mode> modes(SafetyScopeEntity row) {
        Map<Automation, Mode> modes = new EnumMap<>(Automation.class);
        for (Automation automation : Automation.values()) {
            @Nullable Mode mode =
                    switch (automation) {
                        case POWER -> row.power;
                        case HEAT -> row.heat;
                        case LEAK -> row.leak;
                        case HEALTH -> row.health;
                        case LOAD_TARGET -> row.loadTarget;
                    };
            if (mode != null) {
                modes.put(automation, mode);
            }
        }
        return modes;
    }

    private static Map<String, String> words(Map<Automation, Mode> modes, boolean isSite) {
        Map<String, String> words = new TreeMap<>();
        for (Automation automation : Automation.values()) {
            Mode mode = modes.getOrDefault(automation, Mode.ACT);
            if (isSite || modes.containsKey(automation)) {
                words.put(automation.word(), mode.word());
            }
        }
        return words;
    }
}
