package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.RackTroubles;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.schemas.v1.RackAlarm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a rack speak before its second is over, and what it says then. */
class AlarmsTest {

    @TempDir Path directory;

    private final RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);
    private final RackWatch watch = new RackWatch(rack);

    @Test
    void soundRackHasNoAlarms() {
        rack.step(40, 1);

        assertThat(watch.alarmsChanged()).isFalse();
        assertThat(alarms()).isEmpty();
    }

    @Test
    void everyAlarmComesOnceAndGoesOnce() {
        assertThat(comesAndGoes(() -> rack.leak(wet(3)), () -> rack.leak(LeakState.DRY)))
                .containsExactly(RackAlarm.RACK_ALARM_LEAK);
        assertThat(
                        comesAndGoes(
                                () -> rack.leak(new LeakState.SensorFault()),
                                () -> rack.leak(LeakState.DRY)))
                .containsExactly(RackAlarm.RACK_ALARM_SENSOR);
        assertThat(comesAndGoes(() -> flow(0.3), () -> flow(1)))
                .containsExactly(RackAlarm.RACK_ALARM_LOW_FLOW);
        assertThat(comesAndGoes(() -> watch.braking(true), () -> watch.braking(false)))
                .containsExactly(RackAlarm.RACK_ALARM_POWER_BRAKE);
        assertThat(comesAndGoes(() -> rack.energize(false), () -> rack.energize(true)))
                .containsExactly(RackAlarm.RACK_ALARM_UNPOWERED);
    }

    @Test
    void hotDiesAndMemoriesAreToldBeforeTheyThrottle() {
        rack.testLoad(1);
        List<RackAlarm> seen = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            rack.step(59, 1);
            if (watch.alarmsChanged()) {
                seen.addAll(alarms());
            }
        }

        assertThat(seen).contains(RackAlarm.RACK_ALARM_DIE_HOT);
        assertThat(seen.indexOf(RackAlarm.RACK_ALARM_DIE_HOT))
                .isLessThan(indexOrEnd(seen, RackAlarm.RACK_ALARM_THERMAL_THROTTLE));
    }

    @Test
    void drawThatMovedByATenthOfThePeakIsToldAtOnceInBothDirections() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(3);
        int before = agent.telemetry("r1").size();
        agent.receive(surge(0.3)).step();
        assertThat(agent.telemetry("r1")).hasSize(before + 1);
        int high = agent.lastTelemetry("r1").getRackWatts();
        assertThat(high).isGreaterThan(35_000);

        agent.receive(surge(0)).step();
        assertThat(agent.telemetry("r1")).hasSize(before + 2);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isEqualTo(21_000);
    }

    @Test
    void drawThatMovesLessWaitsForItsSecond() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(3);
        int before = agent.telemetry("r1").size();
        agent.receive(surge(0.03)).step();

        assertThat(agent.telemetry("r1")).hasSize(before);
        agent.run(1);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isBetween(22_000, 34_999);
    }

    @Test
    void restlessRackSpeaksAtMostTenTimesASecond() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(3);
        int before = agent.telemetry("r1").size();
        for (int step = 0; step < 100; step++) {
            agent.receive(surge(step % 2 == 0 ? 1 : 0)).receive(surge(step % 2)).step();
        }

        assertThat(agent.telemetry("r1").size() - before).isLessThanOrEqualTo(100);
    }

    private List<RackAlarm> comesAndGoes(Runnable begin, Runnable end) {
        begin.run();
        rack.step(40, 1);
        assertThat(watch.alarmsChanged()).isTrue();
        List<RackAlarm> during = alarms();
        rack.step(40, 1);
        assertThat(watch.alarmsChanged()).as("nothing new in the next step").isFalse();
        end.run();
        rack.step(40, 1);
        assertThat(watch.alarmsChanged()).isTrue();
        assertThat(alarms()).isEmpty();
        return during;
    }

    private List<RackAlarm> alarms() {
        List<RackAlarm> all = new ArrayList<>();
        watch.alarms().forEach(all::add);
        return all;
    }

    private void flow(double share) {
        rack.troubles(new RackTroubles(new BitSet(), new BitSet(), 1, 1, share, 0, 0, Set.of()));
    }

    private static RackMessage surge(double use) {
        return use > 0
                ? new RackMessage.Suffer("r1", new Trouble.Surge(use), 0)
                : new RackMessage.Mend("r1");
    }

    private static LeakState wet(int tray) {
        BitSet trays = new BitSet();
        trays.set(tray);
        return new LeakState.Trays(trays);
    }

    private static int indexOrEnd(List<RackAlarm> seen, RackAlarm alarm) {
        int index = seen.indexOf(alarm);
        return index < 0 ? seen.size() : index;
    }
}
