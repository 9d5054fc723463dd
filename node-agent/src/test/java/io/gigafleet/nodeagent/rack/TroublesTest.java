package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.nodeagent.rack.RackTroubles.Sensor;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.nodeagent.rack.fault.TroubleBook;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** How a rack at work bears what goes wrong with it. */
class TroublesTest {

    private static final double FOR_EVER = Double.POSITIVE_INFINITY;

    private final RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);
    private final TroubleBook book = new TroubleBook();

    @Test
    void surgeDrivesTheRackToItsPeakWithReplicasOrWithout() {
        rack.place(TestModels.plan("a", 0, 8));
        make(new Trouble.Surge(1), FOR_EVER);
        rack.step(40, 1);
        assertThat(rack.readings().rackWatts()).isCloseTo(140_000, within(1.0));

        book.mend();
        rack.troubles(book.together());
        rack.step(40, 1);
        assertThat(rack.readings().rackWatts()).isLessThan(25_000);
    }

    @Test
    void capHoldsASurgeDown() {
        make(new Trouble.Surge(1), FOR_EVER);
        rack.cap(60_000);
        rack.step(40, 1);

        assertThat(rack.readings().rackWatts()).isEqualTo(60_000);
    }

    @Test
    void lostShelfLimitsTheRackAsACapDoes() {
        make(new Trouble.LostShelf(0.5), FOR_EVER);
        make(new Trouble.Surge(1), FOR_EVER);
        rack.step(40, 1);

        assertThat(rack.readings().rackWatts()).isEqualTo(70_000);
        assertThat(rack.isPowerThrottled()).isTrue();
        rack.cap(50_000);
        assertThat(rack.readings().rackWatts()).isEqualTo(50_000);
        rack.cap(90_000);
        assertThat(rack.readings().rackWatts()).isEqualTo(70_000);
    }

    @Test
    void killedAcceleratorStopsItsReplicaUntilItIsReplaced() {
        ReplicaSimulation replica = rack.place(TestModels.plan("a", 0, 8));
        TestModels.run(rack, 7);
        make(new Trouble.Kill(slots(3)), rack.nowMillis() + 10_000);
        rack.step(40, 1);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.STOPPED);
        assertThat(rack.readings().acceleratorWatts(3)).isZero();

        TestModels.run(rack, 11);
        assertThat(book.isDue(rack.nowMillis())).isTrue();
        book.expire(rack.nowMillis());
        rack.troubles(book.together());
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
    }

    @Test
    void stuckClockSlowsItsReplicaAndComesBackStepByStep() {
        make(new Trouble.SlowClock(slots(0, 1, 2), 0.3), FOR_EVER);
        rack.testLoad(1);
        rack.step(40, 1);
        assertThat(rack.readings().clock(1)).isEqualTo(0.3);
        assertThat(rack.readings().clock(3)).isEqualTo(1);
        assertThat(rack.isThermallyThrottled()).isTrue();
        assertThat(rack.readings().acceleratorWatts(1)).isLessThan(300);

        book.mend();
        rack.troubles(book.together());
        TestModels.run(rack, 5);
        assertThat(rack.readings().clock(1)).isEqualTo(1);
        assertThat(rack.isThermallyThrottled()).isFalse();
    }

    @Test
    void stuckSensorsSayWhatTheySaidAndTheRacksMeterGoesOn() {
        TestModels.run(rack, 2);
        for (Sensor sensor : Sensor.values()) {
            make(new Trouble.StuckSensor(sensor), FOR_EVER);
        }
        double die = rack.readings().dieCelsius(4);
        double watts = rack.readings().acceleratorWatts(4);
        double flow = rack.readings().measuredFlowLitersPerMinute();
        rack.testLoad(1);
        TestModels.run(rack, 10);

        assertThat(rack.readings().dieCelsius(4)).isEqualTo(die);
        assertThat(rack.readings().dieMaxCelsius(4)).isEqualTo(die);
        assertThat(rack.readings().acceleratorWatts(4)).isEqualTo(watts);
        assertThat(rack.readings().measuredFlowLitersPerMinute()).isEqualTo(flow);
        assertThat(rack.readings().rackWatts()).isCloseTo(140_000, within(1.0));
        assertThat(rack.readings().hottestDieCelsius()).isGreaterThan(die + 10);
    }

    @Test
    void sensorThatIsStuckStaysWhereItIsWhenAnotherGetsStuck() {
        make(new Trouble.StuckSensor(Sensor.DIE), FOR_EVER);
        double die = rack.readings().dieCelsius(4);
        rack.testLoad(1);
        TestModels.run(rack, 10);
        make(new Trouble.StuckSensor(Sensor.FLOW), FOR_EVER);

        assertThat(rack.readings().dieCelsius(4)).isEqualTo(die);
    }

    @Test
    void crashedReplicaLoadsAnew() {
        ReplicaSimulation replica = rack.place(TestModels.plan("a", 0, 8));
        ReplicaSimulation other = rack.place(TestModels.plan("b", 8, 8));
        TestModels.run(rack, 7);
        replica.offer(rack.nowMillis(), 100, 5_000);
        rack.crash(5);

        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
        assertThat(replica.rejected()).isEqualTo(1);
        assertThat(other.phase()).isEqualTo(ReplicaPhase.SERVING);
    }

    @Test
    void rackTakesABoundedNumberOfTroubles() {
        for (int i = 0; i < 64; i++) {
            assertThat(book.add(new Trouble.SwitchTray(), FOR_EVER)).isTrue();
        }
        assertThat(book.add(new Trouble.SwitchTray(), FOR_EVER)).isFalse();
    }

    @Test
    void sharesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Trouble.Surge(1.5)).hasMessageContaining("use is 1.5");
        assertThatThrownBy(() -> new Trouble.LostShelf(0)).hasMessageContaining("share is 0");
        assertThatThrownBy(() -> new Trouble.Kill(new BitSet())).hasMessageContaining("Name one");
    }

    private void make(Trouble trouble, double untilMillis) {
        assertThat(book.add(trouble, untilMillis)).isTrue();
        rack.troubles(book.together());
    }

    private static BitSet slots(int... all) {
        BitSet slots = new BitSet();
        for (int slot : all) {
            slots.set(slot);
        }
        return slots;
    }
}
