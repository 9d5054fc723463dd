package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.safety.Approval;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Modes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What operators and the grid want of the guard, as of one revision.
 *
 * @param scopes that something was said of, by name
 * @param approvals that were in force when this was read
 * @param loadTargets that were not over when this was read, in order of their beginning
 * @param windows that were not over when this was read
 * @param silencedUntilMillis by the alarm's key
 */
public record SafetyOrders(
        long revision,
        List<ScopeOrder> scopes,
        List<Approval> approvals,
        List<LoadTarget> loadTargets,
        List<MaintenanceWindow> windows,
        Map<String, Long> silencedUntilMillis) {

    /** Before anything was read; every ledger is newer. */
    public static final SafetyOrders NONE =
            new SafetyOrders(-1, List.of(), List.of(), List.of(), List.of(), Map.of());

    public SafetyOrders {
        scopes = List.copyOf(scopes);
        approvals = List.copyOf(approvals);
        loadTargets = List.copyOf(loadTargets);
        windows = List.copyOf(windows);
        silencedUntilMillis = Map.copyOf(silencedUntilMillis);
    }

    /**
     * What was said of one scope.
     *
     * @param modes of automations it was said of
     */
    public record ScopeOrder(String scope, Map<Automation, Mode> modes, boolean held) {
        public ScopeOrder {
            modes = Map.copyOf(modes);
        }
    }

    /** The modes of all scopes, with what is approved. */
    public Modes modes() {
        Map<String, Map<Automation, Mode>> settings = new HashMap<>();
        Set<String> held = new HashSet<>();
        for (ScopeOrder scope : scopes) {
            if (!scope.modes().isEmpty()) {
                settings.put(scope.scope(), scope.modes());
            }
            if (scope.held()) {
                held.add(scope.scope());
            }
        }
        return new Modes(settings, held, Set.copyOf(approvals));
    }

    /** Load targets that are not over. */
    public List<LoadTarget> loadTargetsAt(long nowMillis) {
        return loadTargets.stream().filter(target -> target.untilMillis() > nowMillis).toList();
    }

    /** Windows that are on. */
    public List<MaintenanceWindow> windowsAt(long nowMillis) {
        return windows.stream().filter(window -> window.isOn(nowMillis)).toList();
    }

    /** Whether nobody is to be told of an alarm. */
    public boolean isSilenced(String alarmKey, long nowMillis) {
        return silencedUntilMillis.getOrDefault(alarmKey, 0L) > nowMillis;
    }
}
