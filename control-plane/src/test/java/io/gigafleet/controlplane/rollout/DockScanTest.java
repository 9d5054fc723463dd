package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class DockScanTest {

    private final StageStory rack = StageStory.of(RackStage.DELIVERED);

    @Test
    void rackWithItsSerialAndModelIsDelivered() {
        assertThat(rack.judge()).isEqualTo(new Outcome.Advance("serial s0 as ordered"));
    }

    @Test
    void withoutAScanNothingIsDecided() {
        assertThat(rack.foundNothing().judge())
                .isEqualTo(new Outcome.Stay("waiting for what the scan found"));
    }

    @Test
    void otherSerialIsAnotherRack() {
        assertThat(rack.found(scanned("gb300-nvl72", "s7")).judge())
                .isEqualTo(
                        new Outcome.Quarantine("WRONG_RACK", "", "serial found s7, expected s0"));
    }

    @Test
    void otherModelIsAnotherRack() {
        assertThat(rack.found(scanned("gb200-nvl72", "s0")).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "WRONG_RACK", "", "SKU found gb200-nvl72, expected gb300-nvl72"));
    }

    private static Found scanned(String sku, String serial) {
        return new Found(sku, serial, "", 0, "", 18, 9, 72);
    }
}
