package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class EnteringServiceTest {

    private final StageStory rack = StageStory.of(RackStage.IN_SERVICE);

    @Test
    void planeItselfOpensARackThatIsWell() {
        assertThat(StageRules.asksTheAgent(RackStage.IN_SERVICE)).isFalse();
        assertThat(rack.judge()).isEqualTo(new Outcome.Advance("fresh, no alarm"));
    }

    @Test
    void rackThatIsNotHeardJustNowWaits() {
        assertThat(rack.isHeard(Condition.STALE, "silent for 4 s").judge())
                .isEqualTo(new Outcome.Stay("not heard just now: silent for 4 s"));
    }

    @Test
    void lostRackIsInconclusive() {
        assertThat(rack.isHeard(Condition.LOST, "silent for 40 s").judge())
                .isEqualTo(new Outcome.Inconclusive("the rack is LOST: silent for 40 s"));
    }

    @Test
    void alarmQuarantines() {
        assertThat(rack.alarm("leak at a tray").judge())
                .isEqualTo(new Outcome.Quarantine("LEAK", "", "leak at a tray"));
    }
}
