package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.controlplane.rollout.RolloutDecision.Move;
import io.gigafleet.controlplane.rollout.RolloutState.Pause;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

/** New firmware onto racks in service. */
class RolloutFirmwareTest {

    private final RolloutStory story =
            RolloutStory.firmware(new TestFleet().rows(1, 4), "canary: 1, soak: 10m");

    @Test
    void rackIsUpdatedOnlyOnceItIsDrained() {
        story.replicas("r0", 2).rounds(30);
        assertThat(story.rack("r0").stage()).isEqualTo(RackStage.IN_SERVICE);
        assertThat(story.rack("r0").isAskedFor(RackStage.MAINTENANCE)).isTrue();
        assertThat(story.reason("r0")).isEqualTo("2 replicas still here");

        story.replicas("r0", 1).rounds(1);
        assertThat(story.reason("r0")).isEqualTo("1 replica still here");

        story.replicas("r0", 0).rounds(1);
        assertThat(story.rack("r0").stage()).isEqualTo(RackStage.MAINTENANCE);
        assertThat(story.rack("r0").isAskedFor(RackStage.PROVISIONED)).isTrue();
    }

    @Test
    void updatedRackIsTestedBeforeItServesAgain() {
        story.until("r0", State.DONE);

        assertThat(story.desk().moves())
                .extracting(Move::stage)
                .containsExactly(
                        RackStage.MAINTENANCE,
                        RackStage.PROVISIONED,
                        RackStage.BURNED_IN,
                        RackStage.ACCEPTED,
                        RackStage.IN_SERVICE);
        assertThat(story.rack("r0").firmware()).isEqualTo("2.1");
    }

    @Test
    void rackKeepsItsIdlePowerAllTheWay() {
        do {
            story.round();
            assertThat(story.rack("r0").heldWatts()).isGreaterThanOrEqualTo(21_000);
        } while (story.state().phase() == Phase.RUNNING);
        assertThat(story.member("r0").state()).isEqualTo(State.DONE);
    }

    @Test
    void otherRacksServeUntilItIsTheirTurn() {
        story.until("r0", State.DONE);

        assertThat(story.racksIn(State.WAITING)).containsExactly("r1", "r2", "r3");
        assertThat(story.desk().memory().racks()).containsOnlyKeys("r0");
    }

    @Test
    void drainThatDoesNotEndPausesForSomebodyToLook() {
        story.replicas("r0", 2).rounds(1).minutesPass(4 * 60 + 2).rounds(1);

        assertThat(story.state().pause()).isEqualTo(Pause.INCONCLUSIVE);
        assertThat(story.state().reason())
                .isEqualTo("r0 MAINTENANCE: overdue: 2 replicas still here");
    }

    @Test
    void abortedDrainLeavesTheRackInService() {
        story.replicas("r0", 2).rounds(3).aborts("not today").rounds(1);

        assertThat(story.rack("r0").stage()).isEqualTo(RackStage.IN_SERVICE);
        assertThat(story.rack("r0").work()).isEmpty();
    }

    @Test
    void wholeRowIsUpdatedWaveByWave() {
        story.until(Phase.COMPLETED);

        assertThat(story.racksIn(State.DONE)).hasSize(4);
        assertThat(story.state().waves()).isEqualTo(3);
    }
}
