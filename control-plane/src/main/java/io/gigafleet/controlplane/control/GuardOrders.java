package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.control.guard.GuardStanding.SuspendedRack;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.TripCause;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the guard's acts mean for assignments, so that the compacted log tells the truth of a rack
 * that was cut off or held for long. The fast path has done it already.
 *
 * <p>A rack is isolated from when it reports an ordered trip until an operator clears that trip.
 * Its coolant valves, if they are to close, stay closed as long.
 */
record GuardOrders(Map<String, Order> byRack) {

    /** Nothing is ordered. */
    static final GuardOrders NONE = new GuardOrders(Map.of());

    /** A suspension that has lasted this long is also in the assignment. */
    static final long LONG_MILLIS = 10_000;

    GuardOrders {
        byRack = Map.copyOf(byRack);
    }

    /** For one rack. */
    record Order(boolean electric, boolean liquid, Suspension suspension) {

        static final Order NONE = new Order(false, false, Suspension.NONE);
    }

    /** The order for a rack. */
    Order of(String rack) {
        return byRack.getOrDefault(rack, Order.NONE);
    }

    /** Racks whose order is not what it was. */
    Set<String> differingFrom(GuardOrders before) {
        Set<String> racks = new HashSet<>(byRack.keySet());
        racks.addAll(before.byRack.keySet());
        racks.removeIf(rack -> of(rack).equals(before.of(rack)));
        return racks;
    }

    /**
     * What follows from what the guard holds to be so and what racks report.
     *
     * @param inForce assignments by rack
     */
    static GuardOrders of(
            GuardStanding guard,
            Collection<RackReport> reports,
            Specs specs,
            Map<String, Assignment> inForce,
            long nowMillis) {
        Map<String, Order> orders = new HashMap<>();
        for (RackReport report : reports) {
            if (report.trip().isPresent()) {
                boolean closes = closesLiquid(guard, inForce, report.rackId());
                if (isUncleared(report.rackId(), report.trip().get(), specs)
                        && (report.trip().get().cause() == TripCause.TRIP_CAUSE_ORDERED
                                || closes)) {
                    orders.put(report.rackId(), new Order(true, closes, Suspension.NONE));
                }
            }
        }
        guard.suspended()
                .forEach(
                        (rack, suspended) -> {
                            if (isLong(suspended, nowMillis)) {
                                Order known = orders.getOrDefault(rack, Order.NONE);
                                orders.put(
                                        rack,
                                        new Order(
                                                known.electric(),
                                                known.liquid(),
                                                suspended.suspension()));
                            }
                        });
        return new GuardOrders(orders);
    }

    private static boolean closesLiquid(
            GuardStanding guard, Map<String, Assignment> inForce, String rack) {
        return guard.liquid().contains(rack)
                || inForce.getOrDefault(rack, Assignment.getDefaultInstance())
                        .getIsolation()
                        .getLiquid();
    }

    private static boolean isUncleared(String rack, ReportedTrip trip, Specs specs) {
        return !trip.tripId().equals(clearTrip(rack, specs));
    }

    private static String clearTrip(String rack, Specs specs) {
        OptionalInt index = specs.topology().rackNamed(rack);
        return index.isPresent() ? specs.orders().get(index.getAsInt()).clearTrip() : "";
    }

    private static boolean isLong(SuspendedRack suspended, long nowMillis) {
        return nowMillis - suspended.sinceMillis() >= LONG_MILLIS;
    }
}
