package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.MaintenanceWindow;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.safety.GuardAlarm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What people have asked to be quiet about now: silenced alarms, and whatever lies in a maintenance
 * window.
 *
 * @param windows that are on
 */
public record Quiet(
        SafetyOrders orders, List<MaintenanceWindow> windows, Topology topology, long nowMillis) {

    private static final String RACK = "rack/";

    public Quiet {
        windows = List.copyOf(windows);
    }

    /** What is to be quiet at a moment. */
    public static Quiet at(SafetyOrders orders, Topology topology, long nowMillis) {
        return new Quiet(orders, orders.windowsAt(nowMillis), topology, nowMillis);
    }

    /** Whether nobody is to be told of an alarm. */
    public boolean covers(GuardAlarm alarm) {
        return orders.isSilenced(alarm.key(), nowMillis) || windowOver(alarm.subject()).isPresent();
    }

    /** The window a subject lies in. */
    public Optional<MaintenanceWindow> windowOver(String subject) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt rack =
                subject.startsWith(RACK)
                        ? topology.rackNamed(subject.substring(RACK.length()))
                        : OptionalInt.empty();
        return rack.isPresent()
                ? windowOver(rack.getAsInt())
                : windows.stream().filter(window -> window.scope().equals(subject)).findFirst();
    }

    /** The window a rack lies in. */
    Optional<MaintenanceWindow> windowOver(int rack) {
        RackSpot spot = topology.rack(rack);
        String loop = topology.loop(spot.loop()).name();
        return windows.stream().filter(window -> window.covers(spot, loop)).findFirst();
    }
}
