package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RolloutState.Pause;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

/** What stops a rollout, and what lets it go on. */
class RolloutPausesTest {

    private static final String NO_FAILURES = "soak: 10m, failures: {max: 0}";

    private static RolloutStory story(String fields) {
        return RolloutStory.commission(new TestFleet().rows(1, 4), fields);
    }

    @Test
    void breachPausesInTheRoundThatFindsIt() {
        RolloutStory story =
                story("canary: 1, " + NO_FAILURES)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED);

        assertThat(story.state().phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.state().pause()).isEqualTo(Pause.BREACH);
        assertThat(story.state().reason()).isEqualTo("1 racks failed, more than the budget of 0");
        assertThat(story.rounds(60).racksIn(State.WAITING)).containsExactly("r1", "r2", "r3");
    }

    @Test
    void failureWithinTheBudgetPausesNothing() {
        RolloutStory story =
                story("canary: 1, soak: 10m, failures: {max: 1}")
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until(Phase.COMPLETED);

        assertThat(story.racksIn(State.DONE)).containsExactly("r1", "r2", "r3");
        assertThat(story.racksIn(State.QUARANTINED)).containsExactly("r0");
    }

    @Test
    void firmwareThatFailsABurnInPausesWhateverTheBudgetSays() {
        RolloutStory story =
                story("canary: 1, soak: 10m, failures: {max: 4}")
                        .fails("r0", RackStage.BURNED_IN, Fault.FIRMWARE)
                        .until("r0", State.QUARANTINED);
        assertThat(story.state().pause()).isEqualTo(Pause.BREACH);
        assertThat(story.state().reason())
                .isEqualTo("r0 failed by its firmware, and its kin would too: it failed");

        story.resumes("only this one").until(Phase.COMPLETED);
        assertThat(story.racksIn(State.DONE)).containsExactly("r1", "r2", "r3");
    }

    @Test
    void pausedRolloutJudgesWhatWasAskedAndAsksNothingNew() {
        RolloutStory story =
                story("canary: 2, " + NO_FAILURES)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .slow("r2", RackStage.INSTALLED)
                        .until(Phase.PAUSED);
        assertThat(story.rack("r2").isAskedFor(RackStage.INSTALLED)).isTrue();

        story.hurries("r2").rounds(60);
        assertThat(story.rack("r2").stage()).isEqualTo(RackStage.INSTALLED);
        assertThat(story.rack("r2").work().orElseThrow()).isInstanceOf(StageWork.Waiting.class);
    }

    @Test
    void evidenceThatSaysNothingPausesWithTheRackAndTheReason() {
        RolloutStory story =
                story("canary: 1, soak: 10m").hasStuckFlowSensor("r0").until(Phase.PAUSED);

        assertThat(story.state().pause()).isEqualTo(Pause.INCONCLUSIVE);
        assertThat(story.state().reason())
                .isEqualTo(
                        "r0 BURNED_IN: the flow sensor has said exactly 210.0 L/min for 30 samples;"
                                + " it may be stuck");
        assertThat(story.rack("r0").asked().orElseThrow().inconclusive()).isTrue();
        assertThat(story.rounds(60).racksIn(State.WAITING)).containsExactly("r1", "r2", "r3");
    }

    @Test
    void severalUnclearRacksAreCounted() {
        RolloutStory story =
                story("canary: 2, soak: 10m")
                        .hasStuckFlowSensor("r0")
                        .hasStuckFlowSensor("r2")
                        .until(Phase.PAUSED);

        assertThat(story.state().reason()).startsWith("r0 BURNED_IN: ").endsWith(" (and 1 more)");
    }

    @Test
    void resumeWithoutALookAtTheRackPausesAgainAtOnce() {
        RolloutStory story =
                story("canary: 1, soak: 10m").hasStuckFlowSensor("r0").until(Phase.PAUSED);

        story.resumes("go on").rounds(1);
        assertThat(story.state().pause()).isEqualTo(Pause.INCONCLUSIVE);

        story.repaired("r0").retries("r0", "sensor replaced").resumes("go on");
        story.until(Phase.COMPLETED);
        assertThat(story.racksIn(State.DONE)).hasSize(4);
    }

    @Test
    void rackThatGetsLostOnItsWayIsInconclusive() {
        RolloutStory story =
                story("canary: 1, soak: 10m").until("r0", RackStage.PROVISIONED).fallsSilent("r0");

        story.rounds(1);
        assertThat(story.state().pause()).isEqualTo(Pause.INCONCLUSIVE);
        assertThat(story.state().reason())
                .isEqualTo("r0 PROVISIONED: the rack is LOST: silent for 40 s");

        story.isHeardAgain("r0").resumes("cable").until(Phase.COMPLETED);
    }

    @Test
    void operatorsPauseHoldsUntilItIsResumed() {
        RolloutStory story = story("canary: 1, soak: 10m").rounds(2).pauses("visit").rounds(60);
        assertThat(story.state().pause()).isEqualTo(Pause.OPERATOR);
        assertThat(story.state().reason()).isEqualTo("paused by an operator: visit");
        assertThat(story.rack("r0").work().orElseThrow()).isInstanceOf(StageWork.Waiting.class);

        story.resumes("visit is over").rounds(1);
        assertThat(story.state().reason()).isEqualTo("resumed: visit is over");
        story.until(Phase.COMPLETED);
    }

    @Test
    void resumeForgivesTheFailuresThereAreAndNoMore() {
        RolloutStory story =
                story("canary: 1, " + NO_FAILURES)
                        .fails("r0", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .fails("r2", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .until(Phase.PAUSED);

        story.resumes("known").rounds(1).until(Phase.PAUSED);
        assertThat(story.racksIn(State.QUARANTINED)).containsExactly("r0", "r2");
        assertThat(story.state().pause()).isEqualTo(Pause.BREACH);
    }

    @Test
    void rackThatWasForgivenAndRepairedDoesNotMakeUpForAnother() {
        RolloutStory story =
                story("canary: 1, " + NO_FAILURES)
                        .fails("r0", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .until(Phase.PAUSED);
        story.resumes("known").repaired("r0").retries("r0", "tray is in").until("r0", State.DONE);

        story.fails("r1", RackStage.BURNED_IN, Fault.ACCELERATOR).until("r1", State.QUARANTINED);
        assertThat(story.state().pause()).isEqualTo(Pause.BREACH);
    }

    @Test
    void missedDeadlinePausesOnce() {
        RolloutStory story =
                story("canary: 1, soak: 10m, deadline: '1970-01-01T01:45:00Z'").until(Phase.PAUSED);
        assertThat(story.state().pause()).isEqualTo(Pause.DEADLINE);
        assertThat(story.state().reason()).isEqualTo("the deadline was 1970-01-01T01:45:00Z");

        story.resumes("we know").until(Phase.COMPLETED);
        assertThat(story.racksIn(State.DONE)).hasSize(4);
    }

    @Test
    void soakBeginsAgainAfterAPause() {
        RolloutStory story = story("canary: 1, soak: 10m").until(Phase.SOAKING).rounds(5);

        story.pauses("visit").rounds(60).resumes("over").rounds(10);
        assertThat(story.state().phase()).isEqualTo(Phase.SOAKING);
        assertThat(story.rounds(1).state().wave()).isEqualTo(2);
    }
}
