package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class InstallationTest {

    private final StageStory rack = StageStory.of(RackStage.INSTALLED);

    @Test
    void wholeRackAtItsPlaceIsInstalled() {
        assertThat(rack.judge())
                .isEqualTo(
                        new Outcome.Advance(
                                "18 compute and 9 switch trays at position 1 of row row-0"));
    }

    @Test
    void withoutAFindingNothingIsDecided() {
        assertThat(rack.foundNothing().judge())
                .isEqualTo(new Outcome.Stay("waiting for what was found at the position"));
    }

    @Test
    void rackAtAnotherPlaceIsQuarantinedWithBothPlaces() {
        assertThat(rack.found(standing("row-1", 1, 18, 9)).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "WRONG_RACK",
                                "",
                                "stands at position 1 of row row-1, expected 1 of row-0"));
        assertThat(rack.found(standing("row-0", 2, 18, 9)).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "WRONG_RACK",
                                "",
                                "stands at position 2 of row row-0, expected 1 of row-0"));
    }

    @Test
    void missingTraysAreCounted() {
        assertThat(rack.found(standing("row-0", 1, 17, 9)).judge())
                .isEqualTo(new Outcome.Quarantine("MISSING_TRAY", "", "17 of 18 compute trays"));
        assertThat(rack.found(standing("row-0", 1, 18, 8)).judge())
                .isEqualTo(new Outcome.Quarantine("MISSING_TRAY", "", "8 of 9 switch trays"));
    }

    private static Found standing(String row, int position, int computeTrays, int switchTrays) {
        return new Found(
                "gb300-nvl72", "s0", row, position, "loop-0", computeTrays, switchTrays, 72);
    }
}
