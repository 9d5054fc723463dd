package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same physics in short steps and in long ones. */
class LongStepsTest {

    private static final int PHASES = 90;
    private static final int PHASE_SECONDS = 20;

    private final RackPhysics fine = new RackPhysics(TestSkus.gb300(), 5);
    private final RackPhysics coarse = new RackPhysics(TestSkus.gb300(), 5);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20})
    void longStepsComeToTheSameTemperaturesAndEnergy(int stepSeconds) {
        for (int phase = 0; phase < PHASES; phase++) {
            double use = (phase * 37 % 11) / 10.0;
            double supply = 38 + phase % 5;
            double flow = phase % 7 == 0 ? 0.6 : 1;
            load(use);
            pass(fine, 0.1, supply, flow);
            pass(coarse, stepSeconds, supply, flow);

            assertThat(coarse.rackWatts()).isCloseTo(fine.rackWatts(), within(0.001));
            assertThat(coarse.hottestDieCelsius()).isCloseTo(fine.hottestDieCelsius(), within(0.1));
            assertThat(coarse.hottestMemoryCelsius())
                    .isCloseTo(fine.hottestMemoryCelsius(), within(0.1));
            assertThat(coarse.returnCelsius()).isCloseTo(fine.returnCelsius(), within(0.001));
        }
        assertThat(coarse.energyJoules()).isCloseTo(fine.energyJoules(), withinPercentage(0.001));
    }

    @Test
    void longStepsThrottleForHeatAsMuchAsShortOnes() {
        load(1);
        for (int phase = 0; phase < 30; phase++) {
            double supply = phase % 10 < 5 ? 62 : 40;
            pass(fine, 0.1, supply, 1);
            pass(coarse, 10, supply, 1);
        }

        assertThat(fine.thermalThrottleSeconds()).isGreaterThan(1_000);
        assertThat(coarse.thermalThrottleSeconds())
                .isCloseTo(fine.thermalThrottleSeconds(), withinPercentage(2));
        assertThat(coarse.energyJoules()).isCloseTo(fine.energyJoules(), withinPercentage(0.5));
    }

    private void load(double use) {
        for (int slot = 0; slot < 72; slot++) {
            fine.use(slot, use, false);
            coarse.use(slot, use, false);
        }
    }

    private static void pass(RackPhysics rack, double step, double supply, double flow) {
        for (int i = 0; i < Math.round(PHASE_SECONDS / step); i++) {
            rack.step(step, supply, flow);
        }
    }
}
