package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class EnergizingTest {

    private final StageStory rack = StageStory.of(RackStage.ENERGIZED);

    @Test
    void rackThatDrawsItsIdlePowerIsEnergized() {
        assertThat(rack.measured(3, Reading.idle()).judge())
                .isEqualTo(new Outcome.Advance("draws 21.0 kW idle"));
    }

    @Test
    void twoSamplesAreTooFew() {
        assertThat(rack.measured(2, Reading.idle()).judge())
                .isEqualTo(new Outcome.Stay("waiting for telemetry under power"));
    }

    @Test
    void meterThatContradictsTheAgentIsInconclusive() {
        assertThat(rack.measured(3, Reading.idle().watts(0)).judge())
                .isEqualTo(
                        new Outcome.Inconclusive(
                                "the agent says energized, the meter says 0.0 kW and not the 21.0"
                                        + " kW of an idle gb300-nvl72"));
    }

    @Test
    void idlePowerMayBeAFifthOff() {
        assertThat(rack.measured(3, Reading.idle().watts(25_200)).judge())
                .isInstanceOf(Outcome.Advance.class);
        assertThat(rack.measured(3, Reading.idle().watts(25_201)).judge())
                .isInstanceOf(Outcome.Inconclusive.class);
        assertThat(rack.measured(3, Reading.idle().watts(16_799)).judge())
                .isInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void acceleratorsThatDrawNothingAreAMissingTray() {
        assertThat(rack.measured(3, Reading.idle().dead(4)).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "MISSING_TRAY", "", "4 of 72 accelerators draw nothing"));
    }

    @Test
    void wetLeakSensorComesBeforeAllElse() {
        assertThat(rack.measured(3, Reading.idle().dead(4).watts(0).wet()).word())
                .contains(new Outcome.Quarantine("LEAK", "", "a leak sensor is wet"));
    }
}
