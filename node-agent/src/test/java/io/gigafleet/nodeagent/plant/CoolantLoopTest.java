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
}
