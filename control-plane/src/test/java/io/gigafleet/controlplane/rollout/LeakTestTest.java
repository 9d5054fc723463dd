package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class LeakTestTest {

    private final StageStory rack = StageStory.of(RackStage.LEAK_TESTED);

    @Test
    void circuitThatHoldsItsPressurePasses() {
        assertThat(rack.measured(3, Reading.idle()).judge())
                .isEqualTo(
                        new Outcome.Advance("pressure decay 0.0 kPa, limit 1.0, flow 210 L/min"));
    }

    @Test
    void twoSamplesAreTooFew() {
        assertThat(rack.measured(2, Reading.idle()).judge())
                .isEqualTo(new Outcome.Stay("waiting for telemetry under pressure"));
    }

    @Test
    void pressureLostSinceTheTestBeganIsALeakEvenIfItIsSteadyNow() {
        assertThat(rack.testBeganAt(250_000).measured(3, Reading.idle().pressure(246_000)).judge())
                .isEqualTo(new Outcome.Quarantine("LEAK", "", "pressure decay 4.0 kPa, limit 1.0"));
    }

    @Test
    void oneKilopascalMayBeLostAndNotAPascalMore() {
        assertThat(rack.testBeganAt(250_000).measured(3, Reading.idle().pressure(249_000)).judge())
                .isInstanceOf(Outcome.Advance.class);
        assertThat(rack.testBeganAt(250_000).measured(3, Reading.idle().pressure(248_999)).judge())
                .isInstanceOf(Outcome.Quarantine.class);
    }

    @Test
    void wetSensorIsALeakWhateverThePressure() {
        assertThat(rack.measured(3, Reading.idle().wet()).word())
                .contains(new Outcome.Quarantine("LEAK", "", "a leak sensor is wet"));
    }

    @Test
    void passedTestWithoutPressureIsInconclusive() {
        assertThat(rack.measured(3, Reading.idle().pressure(0)).judge())
                .isEqualTo(
                        new Outcome.Inconclusive(
                                "the agent says leak-tested, the manifold shows no pressure"));
    }

    @Test
    void kinkedHoseIsWorthAnotherTry() {
        assertThat(rack.measured(3, Reading.idle().flow(150_000)).judge())
                .isEqualTo(new Outcome.Retry("LOW_FLOW", "", "flow 150 L/min, at least 168"));
    }

    @Test
    void decayIsToldWhileTheTestRuns() {
        assertThat(rack.agentIsAt(420).measured(1, Reading.idle()).word())
                .contains(new Outcome.Stay("42%, pressure decay 0.0 kPa, limit 1.0"));
        assertThat(rack.measured(0, Reading.idle()).word())
                .contains(new Outcome.Stay("42%, holding pressure"));
    }
}
