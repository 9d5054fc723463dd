package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    private final StageStory rack = StageStory.of(RackStage.ACCEPTED).measured(3, Reading.idle());

    @Test
    void soundRackAtIdleIsAccepted() {
        assertThat(rack.judge()).isEqualTo(new Outcome.Advance("idle at 21.0 kW, dry"));
    }

    @Test
    void twoSamplesAreTooFew() {
        assertThat(rack.measured(2, Reading.idle()).judge())
                .isEqualTo(new Outcome.Stay("waiting for telemetry at idle"));
    }

    @Test
    void rackStaysUntilItsLoadIsOff() {
        assertThat(rack.measured(3, Reading.burning()).judge())
                .isEqualTo(new Outcome.Stay("still draws 140 kW, idle is 21"));
    }

    @Test
    void wetRackIsQuarantined() {
        assertThat(rack.measured(3, Reading.idle().wet()).word())
                .contains(new Outcome.Quarantine("LEAK", "", "a leak sensor is wet"));
    }

    @Test
    void whatDiedSinceIsQuarantined() {
        assertThat(rack.measured(3, Reading.idle().dead(2)).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "ACCELERATOR",
                                "",
                                "2 accelerators draw nothing, 9 of 9 switch trays are up"));
        assertThat(rack.measured(3, Reading.idle().switchTrays(7)).judge())
                .isInstanceOf(Outcome.Quarantine.class);
    }

    @Test
    void firmwareThatFellBackIsQuarantined() {
        assertThat(rack.runsFirmware("1.9").judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "WRONG_FIRMWARE", "", "runs firmware 1.9, pinned is 2.1"));
    }
}
