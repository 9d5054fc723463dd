package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.MaintenanceWindow;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GuardedRacksTest {

    private final Topology topology = new TestFleet().rows(2, 2).topology();
    private final List<RackView> heard =
            List.of(TestFleet.ready(), TestFleet.ready(), TestFleet.ready(), TestFleet.ready());

    private static GuardStanding standing(
            Map<String, String> barred,
            Map<String, String> drains,
            Map<String, String> bad,
            Map<String, Long> budgetWatts,
            Map<String, Long> heatCapacityWatts) {
        return new GuardStanding(
                1,
                new TreeMap<>(barred),
                new TreeMap<>(drains),
                new TreeMap<>(bad),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                budgetWatts,
                heatCapacityWatts,
                List.of(),
                List.of(),
                "");
    }

    private Quiet quiet(MaintenanceWindow... windows) {
        return Quiet.at(
                new SafetyOrders(
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(windows),
                        Map.of("hot rack/r3", 2_000L)),
                topology,
                1_000);
    }

    private static MaintenanceWindow window(String scope) {
        return new MaintenanceWindow("mw-1", scope, 500, 5_000, "alice", "hoses");
    }

    private List<RackView> views(GuardStanding guard, Quiet quiet) {
        return GuardedRacks.views(heard, topology, guard, quiet);
    }

    @Test
    void barredRackTakesNothingNewAndKeepsWhatItHas() {
        RackView rack =
                views(
                                standing(
                                        Map.of("r1", "too hot"),
                                        Map.of(),
                                        Map.of(),
                                        Map.of(),
                                        Map.of()),
                                quiet())
                        .get(1);

        assertThat(rack.acceptsReplicas()).isFalse();
        assertThat(rack.mustBeLeft()).isFalse();
        assertThat(rack.alarm()).contains("too hot");
    }

    @Test
    void drainedRackIsLeft() {
        assertThat(
                        views(
                                        standing(
                                                Map.of(),
                                                Map.of("r1", "one tray leaks"),
                                                Map.of(),
                                                Map.of(),
                                                Map.of()),
                                        quiet())
                                .get(1)
                                .mustBeLeft())
                .isTrue();
    }

    @Test
    void evidenceAgainstARackIsShownAndDecidedOn() {
        GuardStanding guard =
                standing(Map.of(), Map.of(), Map.of("r1", "no feed"), Map.of(), Map.of());

        RackView rack = views(guard, quiet()).get(1);
        assertThat(rack.condition()).isEqualTo(Condition.BAD);
        assertThat(rack.conditionCause()).isEqualTo("no feed");
        assertThat(
                        GuardedRacks.seen(
                                List.of(
                                        new RackSeen(
                                                "r1",
                                                Condition.FRESH,
                                                "heard",
                                                5,
                                                "h",
                                                1,
                                                1,
                                                "",
                                                "")),
                                guard))
                .first()
                .satisfies(
                        seen -> {
                            assertThat(seen.condition()).isEqualTo(Condition.BAD);
                            assertThat(seen.reason()).isEqualTo("no feed");
                        });
    }

    @Test
    void rowInMaintenanceTakesNothingNew() {
        String row = topology.rack(2).row();

        List<RackView> views = views(GuardStanding.NONE, quiet(window("row/" + row)));

        assertThat(views)
                .extracting(RackView::acceptsReplicas)
                .containsExactly(true, true, false, false);
        assertThat(views.get(2).alarm())
                .contains("maintenance of row/" + row + " until 1970-01-01T00:00:05Z");
    }

    @Test
    void loopInMaintenanceAndSilencedAlarmsTellNobody() {
        String loop = topology.loop(topology.rack(0).loop()).name();
        Quiet quiet = quiet(window("loop/" + loop));

        assertThat(quiet.covers(alarm("leak rack/r0", "rack/r0"))).isTrue();
        assertThat(quiet.covers(alarm("heat loop/" + loop, "loop/" + loop))).isTrue();
        assertThat(quiet.covers(alarm("hot rack/r3", "rack/r3"))).as("silenced").isTrue();
        assertThat(quiet.covers(alarm("leak rack/r3", "rack/r3"))).isFalse();
    }

    private static GuardAlarm alarm(String key, String subject) {
        return new GuardAlarm(key, Severity.WARNING, subject, "seen");
    }

    @Test
    void decisionsPlanWithTheBudgetsInForce() {
        String domain = topology.domain(0).name();
        long declared = topology.domain(0).budgetWatts();
        String loop = topology.loop(0).name();
        LimitsInForce limits = new LimitsInForce();
        Specs specs = specs();

        Specs inForce =
                limits.of(
                        specs,
                        standing(
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(domain, declared / 2),
                                Map.of(loop, 0L)));

        assertThat(inForce.topology().domain(0).budgetWatts()).isEqualTo(declared / 2);
        assertThat(inForce.topology().loop(0).heatCapacityWatts()).isEqualTo(1);
        assertThat(specs.topology().domain(0).budgetWatts()).isEqualTo(declared);
    }

    @Test
    void budgetsInForceAreNeverAboveTheDeclaredOnesAndWorkedOutOnce() {
        String domain = topology.domain(0).name();
        LimitsInForce limits = new LimitsInForce();
        Specs specs = specs();
        GuardStanding higher =
                standing(Map.of(), Map.of(), Map.of(), Map.of(domain, Long.MAX_VALUE), Map.of());

        Topology first = limits.of(specs, higher).topology();

        assertThat(first).isEqualTo(topology);
        assertThat(limits.of(specs, higher).topology()).isSameAs(first);
        assertThat(limits.of(specs, GuardStanding.NONE)).isSameAs(specs);
    }

    private Specs specs() {
        return new Specs(
                0,
                "test",
                topology,
                List.of(),
                List.of(),
                TestFleet.identities(topology),
                List.of());
    }
}
