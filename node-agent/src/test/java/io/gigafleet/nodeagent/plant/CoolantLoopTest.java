package io.gigafleet.nodeagent.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoolantLoopTest {

    private final CoolantLoop loop = new CoolantLoop("l1", 300_000, 40);

    @Test
    void supplyStaysAtDesignWhileTheHeatCanBeRejected() {
        run(600, 300_000);

        assertThat(loop.supplyCelsius()).isCloseTo(40, within(0.001));
        assertThat(loop.heatWatts()).isEqualTo(300_000);
    }

    @Test
    void tooMuchHeatWarmsTheSupplyAndLessHeatCoolsItAgain() {
        run(60, 330_000);
        assertThat(loop.supplyCelsius()).isCloseTo(41, within(0.05));

        run(600, 200_000);
        assertThat(loop.supplyCelsius()).isCloseTo(40, within(0.05));
    }

    @Test
    void stoppedPumpRejectsNothing() {
        loop.pumpShare(0);
        run(10, 30_000);

        assertThat(loop.supplyCelsius()).isGreaterThan(40.1);
    }

    @Test
    void deratedLoopOverheatsAtALoadItUsedToCarry() {
        loop.heatCapacityWatts(100_000);
        run(60, 250_000);

        assertThat(loop.supplyCelsius()).isGreaterThan(44);
        assertThat(loop.heatCapacityWatts()).isEqualTo(100_000);
    }

    @Test
    void loopWithoutFlowReturnsWhatItSupplies() {
        loop.step(0.1, 0, 0, Double.NaN);

        assertThat(loop.returnCelsius()).isEqualTo(40);
    }

    @Test
    void loopWithoutCapacityIsAMistake() {
        assertThatThrownBy(() -> new CoolantLoop("l9", 0, 40))
                .hasMessageContaining("loop l9")
                .hasMessageContaining("above 0");
    }

    private void run(int seconds, double heatWatts) {
        for (int step = 0; step < seconds * 10; step++) {
            loop.step(0.1, heatWatts, 400, 50);
        }
    }

    /** One long step and many short ones come to the same supply, in and between both regimes. */
    @Test
    void longStepsComeToTheSameSupplyAsShortOnes() {
        CoolantLoop fine = new CoolantLoop("l1", 1_000_000, 40);
        CoolantLoop coarse = new CoolantLoop("l1", 1_000_000, 40);
        double[] heats = {900_000, 1_200_000, 1_050_000, 600_000, 990_000, 1_000_000, 400_000};
        for (double heat : heats) {
            for (int second = 0; second < 90; second += 10) {
                for (int step = 0; step < 1_000; step++) {
                    fine.step(0.01, heat, 1_000, 50);
                }
                coarse.step(10, heat, 1_000, 50);
                assertThat(coarse.supplyCelsius()).isCloseTo(fine.supplyCelsius(), within(0.001));
            }
        }
        assertThat(fine.supplyCelsius()).isBetween(40.0, 44.0);
    }
}
