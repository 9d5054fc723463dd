package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionAlarmsTest {

    private static List<GuardAlarm> alarms(int bad, int lost) {
        TestFleet fleet = new TestFleet().rows(2, 10);
        for (int rack = 0; rack < bad; rack++) {
            fleet.rack(rack, rackView(Condition.BAD, false, false));
        }
        for (int rack = 10; rack < 10 + lost; rack++) {
            fleet.rack(rack, rackView(Condition.LOST, false, false));
        }
        FleetView view = fleet.view();
        return ConditionAlarms.of(view.racks(), view.topology());
    }

    @Test
    void wellRacksHaveNone() {
        assertThat(alarms(0, 0)).isEmpty();
    }

    @Test
    void badAndLostRacksAreNamedWithTheirCause() {
        assertThat(alarms(1, 1))
                .extracting(GuardAlarm::key, GuardAlarm::severity, GuardAlarm::text)
                .containsExactly(
                        tuple("bad rack/r0", Severity.CRITICAL, "told so"),
                        tuple("lost rack/r10", Severity.WARNING, "told so"));
    }

    @Test
    void deadAcceleratorsAreNamedUntilTheyDrawAgain() {
        FleetView view =
                new TestFleet()
                        .rows(1, 2)
                        .rack(
                                1,
                                TestFleet.withDead(
                                        TestFleet.ready(), AcceleratorSet.of(List.of(3, 9))))
                        .view();

        assertThat(ConditionAlarms.of(view.racks(), view.topology()))
                .extracting(GuardAlarm::key, GuardAlarm::severity, GuardAlarm::text)
                .containsExactly(
                        tuple(
                                "dead-accelerators rack/r1",
                                Severity.WARNING,
                                "accelerators [3, 9] are dead: nothing is placed on them until they"
                                        + " are repaired"));
    }

    @Test
    void manyOfOneRowAreOneAlarm() {
        assertThat(alarms(4, 7))
                .extracting(GuardAlarm::key, GuardAlarm::text)
                .endsWith(tuple("lost row/row-1", "7 racks are LOST, as r10: told so"))
                .hasSize(5);
    }
}
