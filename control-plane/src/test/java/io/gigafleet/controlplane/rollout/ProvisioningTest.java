package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

    private final StageStory rack =
            StageStory.of(RackStage.PROVISIONED).measured(1, Reading.idle());

    @Test
    void pinnedFirmwareAndAWholeFabricAreProvisioned() {
        assertThat(rack.judge())
                .isEqualTo(new Outcome.Advance("firmware 2.1, 9 of 9 switch trays up"));
    }

    @Test
    void otherFirmwareIsWorthAnotherTry() {
        assertThat(rack.runsFirmware("1.9").judge())
                .isEqualTo(
                        new Outcome.Retry(
                                "WRONG_FIRMWARE", "", "runs firmware 1.9, pinned is 2.1"));
    }

    @Test
    void whereNothingIsPinnedAnyFirmwareWillDo() {
        assertThat(
                        StageStory.ofUnpinned(RackStage.PROVISIONED)
                                .runsFirmware("1.9")
                                .measured(1, Reading.idle())
                                .judge())
                .isEqualTo(new Outcome.Advance("firmware 1.9, 9 of 9 switch trays up"));
    }

    @Test
    void firmwareAloneIsNotEnough() {
        assertThat(rack.measured(0, Reading.idle()).judge())
                .isEqualTo(new Outcome.Stay("waiting for telemetry"));
    }

    @Test
    void deadSwitchTrayIsQuarantined() {
        assertThat(rack.measured(1, Reading.idle().switchTrays(8)).judge())
                .isEqualTo(new Outcome.Quarantine("SWITCH_TRAY", "", "8 of 9 switch trays are up"));
    }

    @Test
    void deadAcceleratorIsQuarantined() {
        assertThat(rack.measured(1, Reading.idle().dead(1)).judge())
                .isEqualTo(
                        new Outcome.Quarantine("ACCELERATOR", "", "1 accelerators draw nothing"));
    }
}
