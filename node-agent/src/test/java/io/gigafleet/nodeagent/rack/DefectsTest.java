package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a rack's physics carries a test load and what is broken. */
class DefectsTest {

    private final RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);

    @Test
    void fullTestLoadDrawsTheRacksPeakAndItsEndTheIdlePower() {
        rack.testLoad(1);
        rack.step(40, 1);
        assertThat(rack.readings().rackWatts()).isCloseTo(140_000, within(1.0));
        assertThat(rack.readings().utilization(5)).isEqualTo(1);

        rack.testLoad(0);
        rack.step(40, 1);
        assertThat(rack.readings().rackWatts()).isCloseTo(21_000, within(1.0));
        assertThat(rack.readings().utilization(5)).isZero();
    }

    @Test
    void capHoldsATestLoadDown() {
        rack.testLoad(1);
        rack.cap(90_000);
        rack.step(40, 1);

        assertThat(rack.readings().rackWatts()).isBetween(89_000.0, 90_000.1);
        assertThat(rack.readings().clock(5)).isLessThan(1);
    }

    @Test
    void testLoadSparesWhatAReplicaHoldsAndTakesWhatItFrees() {
        ReplicaSimulation replica = rack.place(TestModels.plan("a", 0, 8));
        rack.testLoad(1);
        rack.step(40, 1);
        assertThat(rack.readings().acceleratorWatts(0)).isLessThan(700);
        assertThat(rack.readings().acceleratorWatts(8)).isGreaterThan(1_300);

        rack.remove(replica);
        rack.step(40, 1);
        assertThat(rack.readings().acceleratorWatts(0)).isGreaterThan(1_300);
        assertThat(rack.readings().rackWatts()).isCloseTo(140_000, within(1.0));
    }

    @Test
    void testLoadComesBackWithThePower() {
        rack.testLoad(1);
        rack.step(40, 1);
        rack.energize(false);
        rack.step(40, 1);
        assertThat(rack.readings().rackWatts()).isZero();

        rack.energize(true);
        rack.step(40, 1);
        assertThat(rack.readings().rackWatts()).isCloseTo(140_000, within(1.0));
    }

    @Test
    void deadAcceleratorDrawsNothingAndItsReplicaStops() {
        ReplicaSimulation replica = rack.place(TestModels.plan("a", 0, 8));
        TestModels.run(rack, 8);
        rack.defects(defects(dead(3), 1, false));
        rack.step(40, 1);

        assertThat(rack.readings().acceleratorWatts(3)).isZero();
        assertThat(rack.readings().rackWatts()).isCloseTo(21_000 - 150, within(1.0));
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.STOPPED);

        rack.defects(RackDefects.NONE);
        rack.step(40, 1);
        assertThat(rack.readings().acceleratorWatts(3)).isGreaterThan(100);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
    }

    @Test
    void stalledAcceleratorIsBusyAtALowClockAndDrawsLittle() {
        rack.testLoad(1);
        rack.defects(new RackDefects(new BitSet(), dead(3), 1, false, 0));
        rack.step(40, 1);

        assertThat(rack.readings().utilization(3)).isEqualTo(1);
        assertThat(rack.readings().clock(3)).isCloseTo(0.2, within(0.001));
        assertThat(rack.readings().clock(4)).isCloseTo(1, within(0.001));
        assertThat(rack.readings().acceleratorWatts(3)).isLessThan(300);
    }

    @Test
    void chokedFlowIsFeltAndMeasured() {
        rack.testLoad(1);
        TestModels.run(rack, 60);
        double sound = rack.readings().dieCelsius(0);
        rack.defects(defects(new BitSet(), 0.7, false));
        TestModels.run(rack, 60);

        assertThat(rack.readings().flowLitersPerMinute()).isCloseTo(147, within(0.01));
        assertThat(rack.readings().measuredFlowLitersPerMinute()).isCloseTo(147, within(0.5));
        assertThat(rack.readings().dieCelsius(0)).isGreaterThan(sound + 3);
    }

    @Test
    void workingFlowSensorJittersByLessThanAThirdOfAPercent() {
        Set<Double> seen = new HashSet<>();
        for (int step = 0; step < 1_000; step++) {
            rack.step(40, 1);
            double flow = rack.readings().measuredFlowLitersPerMinute();
            assertThat(flow).isCloseTo(210, within(210 * 0.003));
            seen.add(flow);
        }
        assertThat(seen).hasSizeGreaterThan(990);
    }

    @Test
    void stuckFlowSensorSaysTheSameWhileLessFlows() {
        rack.defects(defects(new BitSet(), 0.6, true));
        Set<Double> seen = new HashSet<>();
        for (int step = 0; step < 100; step++) {
            rack.step(40, 1);
            seen.add(rack.readings().measuredFlowLitersPerMinute());
        }

        assertThat(seen).hasSize(1);
        assertThat(seen.iterator().next()).isCloseTo(210, within(210 * 0.003));
        assertThat(rack.readings().flowLitersPerMinute()).isCloseTo(126, within(0.01));
    }

    @Test
    void rackWithClosedValvesHasNeitherFlowNorPressure() {
        rack.isolateLiquid(true);
        rack.step(40, 1);

        assertThat(rack.readings().measuredFlowLitersPerMinute()).isZero();
        assertThat(rack.readings().pressurePascals()).isZero();
    }

    private static BitSet dead(int slot) {
        BitSet slots = new BitSet();
        slots.set(slot);
        return slots;
    }

    private static RackDefects defects(BitSet dead, double flowShare, boolean stuck) {
        return new RackDefects(dead, new BitSet(), flowShare, stuck, 0);
    }
}
