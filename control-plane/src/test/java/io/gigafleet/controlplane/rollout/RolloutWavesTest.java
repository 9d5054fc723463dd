package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.controlplane.rollout.RolloutDecision.Move;
import io.gigafleet.controlplane.rollout.RolloutState.Pause;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the canary to the last wave. */
class RolloutWavesTest {

    private static RolloutStory story(String fields) {
        return RolloutStory.commission(new TestFleet().rows(1, 4), fields);
    }

    @Test
    void canaryIsInServiceBeforeAnotherRackIsTouched() {
        RolloutStory story = story("canary: 1, soak: 10m").until("r0", State.DONE);

        assertThat(story.racksIn(State.WAITING)).containsExactly("r1", "r2", "r3");
        assertThat(story.desk().memory().racks()).containsOnlyKeys("r0");
    }

    @Test
    void rolloutIsDoneWithoutAHand() {
        RolloutStory story = story("canary: 1, soak: 10m").until(Phase.COMPLETED);

        assertThat(story.racksIn(State.DONE)).containsExactly("r0", "r1", "r2", "r3");
        assertThat(story.state().wave()).isEqualTo(story.state().waves()).isEqualTo(3);
        assertThat(story.state().finishedAtMillis()).isPresent();
    }

    @Test
    void rackTakesEveryStageOnceAndInOrder() {
        RolloutStory story = story("canary: 1, soak: 10m").until("r0", State.DONE);

        assertThat(story.desk().moves())
                .allMatch(move -> move.what() == Move.Kind.ADVANCE)
                .extracting(Move::stage)
                .containsExactly(
                        RackStage.DELIVERED,
                        RackStage.INSTALLED,
                        RackStage.ENERGIZED,
                        RackStage.LEAK_TESTED,
                        RackStage.PROVISIONED,
                        RackStage.BURNED_IN,
                        RackStage.ACCEPTED,
                        RackStage.IN_SERVICE);
        assertThat(story.desk().runs())
                .allMatch(run -> run.end() == StageRun.End.ADVANCE && run.attempt() == 1)
                .hasSize(8);
    }

    @Test
    void settledWaveIsWatchedForItsSoak() {
        RolloutStory story = story("canary: 1, soak: 10m").until(Phase.SOAKING).rounds(9);
        assertThat(story.state().phase()).isEqualTo(Phase.SOAKING);

        story.round();
        assertThat(story.state().phase()).isEqualTo(Phase.RUNNING);
        assertThat(story.state().wave()).isEqualTo(2);
    }

    @Test
    void loopBearsNoMoreRacksInProgressThanItsLimit() {
        RolloutStory story = story("canary: 4, limits: {perLoop: 1}");
        while (story.rounds(1).state().phase() == Phase.RUNNING) {
            List<String> active = story.racksIn(State.ACTIVE);
            assertThat(active.containsAll(List.of("r0", "r1"))).isFalse();
            assertThat(active.containsAll(List.of("r2", "r3"))).isFalse();
        }
        assertThat(story.racksIn(State.DONE)).hasSize(4);
    }

    @Test
    void rowBearsNoMoreRacksInProgressThanItsLimit() {
        RolloutStory story =
                RolloutStory.commission(
                        new TestFleet().rows(2, 4), "canary: 8, limits: {perRow: 1}");
        story.round();
        assertThat(story.racksIn(State.ACTIVE)).containsExactly("r0", "r4");
    }

    @Test
    void serviceThatGetsWorseShutsTheGateBeforeTheNextWave() {
        RolloutStory story =
                story("canary: 1, soak: 10m").service("chat", 0.97, 1_000).until(Phase.SOAKING);
        story.service("chat", 0.5, 1_000).until(Phase.PAUSED);

        assertThat(story.state().pause()).isEqualTo(Pause.BREACH);
        assertThat(story.state().reason())
                .isEqualTo(
                        "gate of wave 1: chat keeps its time to first token for 50.0% of requests,"
                                + " before the wave for 97.0%");
        assertThat(story.rounds(60).racksIn(State.WAITING)).containsExactly("r1", "r2", "r3");
    }

    @Test
    void operatorWhoResumesOverAShutGateTakesServicesAsTheyAre() {
        RolloutStory story =
                story("canary: 1, soak: 10m").service("chat", 0.97, 1_000).until(Phase.SOAKING);
        story.service("chat", 0.5, 1_000).until(Phase.PAUSED);

        story.resumes("the load test is ours").until(Phase.COMPLETED);
        assertThat(story.racksIn(State.DONE)).hasSize(4);
    }

    @Test
    void serviceThatFellQuietCannotBeComparedUntilAnOperatorResumes() {
        RolloutStory story =
                story("canary: 1, soak: 10m").service("chat", 0.97, 1_000).until(Phase.SOAKING);
        story.service("chat", 1, 3).until(Phase.PAUSED);
        assertThat(story.state().pause()).isEqualTo(Pause.INCONCLUSIVE);
        assertThat(story.state().reason()).startsWith("gate of wave 1: chat had 3 requests");

        story.resumes("it is night").until(Phase.COMPLETED);
    }

    @Test
    void operatorsPauseDoesNotChangeWhatServicesAreComparedWith() {
        RolloutStory story =
                story("canary: 1, soak: 10m").service("chat", 0.97, 1_000).until(Phase.SOAKING);
        story.pauses("visit").rounds(1);
        story.service("chat", 0.5, 1_000).resumes("visit is over").until(Phase.PAUSED);

        assertThat(story.state().pause()).isEqualTo(Pause.BREACH);
    }

    @Test
    void operatorApprovesEachWaveWhereThatIsTheMode() {
        RolloutStory story =
                story("canary: 1, growth: 1, soak: 10m, mode: approval")
                        .until(Phase.AWAITING_APPROVAL)
                        .rounds(60);
        assertThat(story.state().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
        assertThat(story.state().reason()).startsWith("1 racks well");

        story.approves("seen").rounds(1);
        assertThat(story.state().phase()).isEqualTo(Phase.RUNNING);
        assertThat(story.state().wave()).isEqualTo(2);
        assertThat(story.state().reason()).isEqualTo("approved: seen");

        story.until(Phase.AWAITING_APPROVAL);
        assertThat(story.state().wave()).isEqualTo(2);
    }

    @Test
    void rolloutThatBecomesAutomaticAwaitsNobody() {
        RolloutStory story =
                story("canary: 1, soak: 10m, mode: approval").until(Phase.AWAITING_APPROVAL);

        story.declares("canary: 1, soak: 10m, mode: automatic").rounds(1);
        assertThat(story.state().wave()).isEqualTo(2);
        story.until(Phase.COMPLETED);
    }

    @Test
    void rackWhoseManifestIsGoneIsSkipped() {
        RolloutStory story = story("canary: 1, soak: 10m").until(Phase.SOAKING);

        story.losesManifestsFrom(2).until(Phase.COMPLETED);
        assertThat(story.racksIn(State.DONE)).containsExactly("r0", "r1");
        assertThat(story.racksIn(State.SKIPPED)).containsExactly("r2", "r3");
    }

    @Test
    void rackWhoseManifestGoesWhileItIsOnItsWayIsSkippedToo() {
        RolloutStory story = story("canary: 4").until("r3", RackStage.LEAK_TESTED);

        story.losesManifestsFrom(3).until(Phase.COMPLETED);
        assertThat(story.racksIn(State.SKIPPED)).containsExactly("r3");
        assertThat(story.desk().runs())
                .filteredOn(run -> run.end() == StageRun.End.CANCEL)
                .extracting(StageRun::rack, StageRun::reason)
                .containsExactly(tuple("r3", "its manifest is gone"));
    }

    @Test
    void firstTokenIsLookedForUntilAnHourAfterTheEnd() {
        RolloutStory story = story("canary: 4, soak: 10m").until(Phase.COMPLETED);

        story.servesTokens("r0").rounds(1);
        assertThat(story.member("r0").firstTokenAtMillis())
                .hasValue(story.now() - RolloutStory.MINUTE);

        story.minutesPass(60).servesTokens("r1").rounds(1);
        assertThat(story.member("r1").firstTokenAtMillis()).isEmpty();
    }

    @Test
    void forecastAfterTheCanaryKnowsThatItsSoakIsStillToCome() {
        RolloutStory story = story("canary: 4, soak: 10m").until(Phase.SOAKING);
        long settled = story.now() - RolloutStory.MINUTE;

        assertThat(story.state().firstForecast().isKnown()).isTrue();
        assertThat(story.state().canaryForecast().likelyMillis())
                .isEqualTo(settled + 10 * RolloutStory.MINUTE);
    }

    @Test
    void finishedRolloutDecidesNothing() {
        RolloutStory story = story("canary: 4, soak: 10m").until(Phase.COMPLETED).rounds(1);

        assertThat(story.round().isEmpty()).isTrue();
    }

    @Test
    void equalStoriesGiveEqualDecisions() {
        RolloutStory story = story("canary: 2, soak: 10m").until(Phase.COMPLETED);
        RolloutStory twin = story("canary: 2, soak: 10m").until(Phase.COMPLETED);

        assertThat(twin.desk().runs()).isEqualTo(story.desk().runs());
        assertThat(twin.desk().memory()).isEqualTo(story.desk().memory());
    }
}
