package io.gigafleet.controlplane.safety;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How far each automation goes, by scope: the narrowest scope that is set wins, and a hold of any
 * scope a subject lies in keeps everything in it at {@link Mode#SUGGEST} at most. What was done
 * before stays in force: a hold stops new acts, it does not lift caps.
 *
 * <p>An approval lets an automation act for the one subject it proposed something for, although its
 * mode there is {@link Mode#SUGGEST}. What a domain, a loop or the site needs may then be taken
 * from racks in it. Domains below, and leaks of single racks, have suggestions of their own.
 *
 * @param settings by scope: {@code site}, {@code hall/h1}, {@code row/h1-r1}, {@code domain/D},
 *     {@code loop/L}, {@code rack/R}
 * @param held scopes in which nothing acts by itself
 * @param approvals of suggestions
 */
public record Modes(
        Map<String, Map<Automation, Mode>> settings, Set<String> held, Set<Approval> approvals) {

    /** Everything acts, everywhere. */
    public static final Modes ALL_ACT = new Modes(Map.of(), Set.of());

    /** The scope of the whole site. */
    public static final String SITE = "site";

    private static final String RACK = "rack/";

    public Modes {
        settings = Map.copyOf(settings);
        held = Set.copyOf(held);
        approvals = Set.copyOf(approvals);
    }

    /** Modes of which nothing is approved. */
    public Modes(Map<String, Map<Automation, Mode>> settings, Set<String> held) {
        this(settings, held, Set.of());
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
        boolean isAsking = mode == Mode.SUGGEST || (isHeld && mode == Mode.ACT);
        if (!isAsking) {
            return mode;
        }
        return approvals.stream().anyMatch(approval -> covers(approval, automation, scopes))
                ? Mode.ACT
                : Mode.SUGGEST;
    }

    private static boolean covers(
            Approval approval, Automation automation, Iterable<String> scopes) {
        if (approval.automation() != automation) {
            return false;
        }
        var each = scopes.iterator();
        String subject = each.hasNext() ? each.next() : SITE;
        return approval.subject().equals(subject)
                || (subject.startsWith(RACK) && givesFor(approval, scopes));
    }

    /** Whether a rack of these scopes may be made to give for what was approved. */
    private static boolean givesFor(Approval approval, Iterable<String> scopes) {
        return switch (approval.automation()) {
            case POWER, HEAT, LOAD_TARGET ->
                    approval.subject().equals(SITE)
                            || StreamSupport.stream(scopes.spliterator(), false)
                                    .anyMatch(approval.subject()::equals);
            case LEAK, HEALTH -> false;
        };
    }

    /** The same at a moment: without approvals that are over; the same object if none is. */
    public Modes at(long nowMillis) {
        boolean isAnyOver =
                approvals.stream().anyMatch(approval -> approval.untilMillis() <= nowMillis);
        return isAnyOver
                ? new Modes(
                        settings,
                        held,
                        approvals.stream()
                                .filter(approval -> approval.untilMillis() > nowMillis)
                                .collect(Collectors.toSet()))
                : this;
    }

    /** The same as if nothing had been approved. */
    public Modes unapproved() {
        return approvals.isEmpty() ? this : new Modes(settings, held);
    }

    /** Whether what an automation proposes for a subject was approved. */
    public boolean isApproved(Automation automation, String subject) {
        return approvals.stream()
                .anyMatch(
                        approval ->
                                approval.automation() == automation
                                        && approval.subject().equals(subject));
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
