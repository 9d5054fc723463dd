package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.control.GuardOrders.Order;
import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.control.guard.GuardStanding.SuspendedRack;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Specs.RackOrders;
import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.RackReport.ObservedFence;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import io.gigafleet.controlplane.telemetry.Stamp;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.TripCause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GuardOrdersTest {

    private static final Topology TOPOLOGY = new TestFleet().rows(1, 2).topology();

    @Test
    void orderedTripIsolatesUntilAnOperatorClearsIt() {
        RackReport tripped = report(TripCause.TRIP_CAUSE_ORDERED);

        assertThat(orders(GuardStanding.NONE, tripped, "", Map.of()).of("r1"))
                .isEqualTo(new Order(true, false, Suspension.NONE));
        assertThat(orders(GuardStanding.NONE, tripped, "t1", Map.of()).of("r1"))
                .isEqualTo(Order.NONE);
    }

    @Test
    void clearanceOfAnEarlierTripClearsNoLaterOne() {
        assertThat(
                        orders(
                                        GuardStanding.NONE,
                                        report(TripCause.TRIP_CAUSE_ORDERED),
                                        "t0",
                                        Map.of())
                                .of("r1")
                                .electric())
                .isTrue();
    }

    @Test
    void valvesStayClosedWhenTheLeakIsNoLongerSeen() {
        Map<String, Assignment> inForce =
                Map.of(
                        "r1",
                        Assignment.newBuilder()
                                .setIsolation(
                                        Isolation.newBuilder().setElectric(true).setLiquid(true))
                                .build());

        assertThat(
                        orders(GuardStanding.NONE, report(TripCause.TRIP_CAUSE_LEAK), "", inForce)
                                .of("r1"))
                .isEqualTo(new Order(true, true, Suspension.NONE));
    }

    @Test
    void localTripIsLeftToTheRackWhileItsValvesMayStayOpen() {
        assertThat(
                        orders(
                                        GuardStanding.NONE,
                                        report(TripCause.TRIP_CAUSE_THERMAL),
                                        "",
                                        Map.of())
                                .of("r1"))
                .isEqualTo(Order.NONE);
    }

    @Test
    void onlyALongSuspensionIsInTheAssignment() {
        assertThat(orders(suspendedSince(95_000), 100_000).of("r2")).isEqualTo(Order.NONE);
        assertThat(orders(suspendedSince(90_000), 100_000).of("r2").suspension())
                .isEqualTo(Suspension.PREEMPTIBLE);
    }

    @Test
    void racksWhoseOrderEndsDifferToo() {
        GuardOrders before = orders(suspendedSince(0), 100_000);

        assertThat(GuardOrders.NONE.differingFrom(before)).containsExactly("r2");
        assertThat(before.differingFrom(before)).isEmpty();
    }

    private static GuardStanding suspendedSince(long sinceMillis) {
        return new GuardStanding(
                100_000,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeMap<>(Map.of("r2", new SuspendedRack(Suspension.PREEMPTIBLE, sinceMillis))),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                "");
    }

    private static GuardOrders orders(GuardStanding guard, long nowMillis) {
        return GuardOrders.of(guard, List.of(), specs(""), Map.of(), nowMillis);
    }

    private static GuardOrders orders(
            GuardStanding guard,
            RackReport report,
            String clearTrip,
            Map<String, Assignment> inForce) {
        return GuardOrders.of(guard, List.of(report), specs(clearTrip), inForce, 0);
    }

    private static Specs specs(String clearTrip) {
        RackOrders orders = new RackOrders(false, false, OptionalLong.empty(), clearTrip);
        return new Specs(
                0,
                "test",
                TOPOLOGY,
                List.of(orders, orders),
                List.of(),
                TestFleet.identities(TOPOLOGY),
                List.of());
    }

    private static RackReport report(TripCause cause) {
        return new RackReport(
                "r1",
                new Stamp(1, 1, 1),
                "host",
                "1",
                new ObservedFence("fleet-1", 1, 1, 1),
                "",
                List.of(),
                0,
                0,
                0,
                true,
                false,
                Optional.of(new ReportedTrip("t1", cause, 0, "")),
                "",
                Optional.empty(),
                Optional.empty());
    }
}
