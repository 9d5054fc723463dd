package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CappedRackTest {

    @Test
    void capAtSixtyPercentLowersPowerUnderItAndTokensWithinTwoSamples() {
        RackSimulation rack = TestModels.loadedRack(7);
        long tokensPerSecond = 0;
        for (int second = 0; second < 20; second++) {
            tokensPerSecond = busySecond(rack);
        }
        double uncappedWatts = rack.readings().rackWatts();
        double cap = 0.6 * uncappedWatts;

        rack.cap(cap);
        rack.beginInterval();
        busySecond(rack);
        long tokensInSecondSample = busySecond(rack);

        assertThat(rack.readings().rackMaxWatts()).isLessThanOrEqualTo(cap);
        assertThat(tokensInSecondSample).isLessThan(tokensPerSecond * 9 / 10);
        assertThat(rack.powerThrottleMillis()).isEqualTo(72 * 2_000);
        assertThat(rack.readings().clock(0)).isLessThan(0.9);
    }

    @Test
    void capTakesHoldWithoutWaitingForAStep() {
        RackSimulation rack = TestModels.loadedRack(7);
        busySecond(rack);

        rack.cap(40_000);

        assertThat(rack.readings().rackWatts()).isLessThanOrEqualTo(40_000);
    }

    @Test
    void liftedCapBringsTheTokensBack() {
        RackSimulation rack = TestModels.loadedRack(7);
        for (int second = 0; second < 20; second++) {
            busySecond(rack);
        }
        long before = busySecond(rack);
        rack.cap(40_000);
        busySecond(rack);

        rack.cap(Double.POSITIVE_INFINITY);
        busySecond(rack);
        long after = busySecond(rack);

        assertThat(after).isBetween(before * 9 / 10, before * 11 / 10);
    }

    private static long busySecond(RackSimulation rack) {
        long before = TestModels.outputTokens(rack);
        for (int step = 0; step < 10; step++) {
            TestModels.topUp(rack, 50, 512, 256);
            rack.step(40, 1);
        }
        return TestModels.outputTokens(rack) - before;
    }
}
