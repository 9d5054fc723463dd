package io.gigafleet.controlplane.safety;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far each automation goes, by scope: the narrowest scope that is set wins, and a hold of any
 * scope a subject lies in keeps everything in it at {@link Mode#SUGGEST} at most. What was done
 * before stays in force: a hold stops new acts, it does not lift caps.
 *
 * @param settings by scope: {@code site}, {@code hall/h1}, {@code row/h1-r1}, {@code domain/D},
 *     {@code loop/L}, {@code rack/R}
 * @param held scopes in which nothing acts by itself
 */
public record Modes(Map<String, Map<Automation, Mode>> settings, Set<String> held) {

    /** Everything acts, everywhere. */
    public static final Modes ALL_ACT = new Modes(Map.of(), Set.of());

    /** The scope of the whole site. */
    public static final String SITE = "site";

    public Modes {
        settings = Map.copyOf(settings);
        held = Set.copyOf(held);
    }

    /**
     * How far an automation goes for a subject.
     *
     * @param scopes the subject's scopes, the narrowest first, without {@link #SITE}
     */
    public Mode of(Automation automation, Iterable<String> scopes) {
        @Nullable Mode mode = null;
        boolean isHeld = held.contains(SITE);
        for (String scope : scopes) {
            isHeld |= held.contains(scope);
            if (mode == null) {
                mode = settings.getOrDefault(scope, Map.of()).get(automation);
            }
        }
        if (mode == null) {
            mode = settings.getOrDefault(SITE, Map.of()).getOrDefault(automation, Mode.ACT);
        }
        return isHeld && mode == Mode.ACT ? Mode.SUGGEST : mode;
    }

    /** All automations of one scope in one mode. */
    public static Map<Automation, Mode> all(Mode mode) {
        Map<Automation, Mode> modes = new EnumMap<>(Automation.class);
        for (Automation automation : Automation.values()) {
            modes.put(automation, mode);
        }
        return modes;
    }
}
