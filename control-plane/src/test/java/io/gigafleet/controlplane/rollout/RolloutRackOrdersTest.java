package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RolloutDecision.Move;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

/** What becomes of racks that fail, and of those that operators give orders for. */
class RolloutRackOrdersTest {

    private static final String TOLERANT = "soak: 10m, failures: {max: 4}";

    private static RolloutStory story(String fields) {
        return RolloutStory.commission(new TestFleet().rows(1, 4), fields);
    }

    @Test
    void failureThatMayPassIsTriedAgainAfterAWhile() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.INSTALLED, Fault.UNKNOWN)
                        .until("r0", RackStage.INSTALLED)
                        .rounds(1);
        StageWork.Waiting again = (StageWork.Waiting) story.rack("r0").work().orElseThrow();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.reason()).isEqualTo("tries again after: it failed");
        assertThat(again.notBeforeMillis())
                .isEqualTo(again.begunAtMillis() + 10 * RolloutStory.MINUTE);

        story.repaired("r0").until("r0", State.DONE);
        assertThat(story.desk().runs())
                .filteredOn(run -> run.stage() == RackStage.INSTALLED)
                .extracting(StageRun::attempt, StageRun::end)
                .containsExactly(tuple(1, StageRun.End.RETRY), tuple(2, StageRun.End.ADVANCE));
    }

    @Test
    void lastAttemptThatFailsIsQuarantined() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.INSTALLED, Fault.UNKNOWN)
                        .until("r0", State.QUARANTINED);

        assertThat(story.desk().tickets())
                .extracting(RepairTicket::cause, RepairTicket::evidence)
                .containsExactly(tuple("UNKNOWN", "it failed; attempt 2 of 2"));
    }

    @Test
    void stageThatIsNeverDoneIsOverdue() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .slow("r0", RackStage.DELIVERED)
                        .rounds(1)
                        .minutesPass(4 * 60)
                        .rounds(1);
        assertThat(story.rack("r0").isAskedFor(RackStage.DELIVERED)).as("a minute left").isTrue();

        story.rounds(1);
        assertThat(story.reason("r0")).isEqualTo("tries again after: overdue: 50%, under way");
        story.rounds(11).minutesPass(4 * 60 + 2).rounds(1);
        assertThat(story.desk().tickets())
                .extracting(RepairTicket::cause)
                .containsExactly("OVERDUE");
    }

    @Test
    void quarantineOpensATicketThatSaysWhatWasFound() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED);

        RepairTicket ticket = story.desk().tickets().getFirst();
        assertThat(ticket.isOpen()).isTrue();
        assertThat(ticket.id()).isEqualTo("north/r0/1");
        assertThat(ticket.stage()).isEqualTo(RackStage.BURNED_IN);
        assertThat(ticket.cause()).isEqualTo("ACCELERATOR");
        assertThat(ticket.evidence()).isEqualTo("it failed");
    }

    @Test
    void quarantineIsStickyWhateverTheRackSays() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED);

        story.repaired("r0").until(Phase.COMPLETED);
        assertThat(story.rack("r0").stage()).isEqualTo(RackStage.QUARANTINED);
    }

    @Test
    void repairedRackReturnsThroughAllTestsAndTheLastClosesItsTicket() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED);
        int movesBefore = story.desk().moves().size();

        story.repaired("r0").retries("r0", "tray 3 replaced").until("r0", State.DONE);
        assertThat(story.desk().moves())
                .filteredOn(move -> move.rack().equals("r0"))
                .extracting(Move::what, Move::stage)
                .endsWith(
                        tuple(Move.Kind.RETURN, RackStage.INSTALLED),
                        tuple(Move.Kind.ADVANCE, RackStage.ENERGIZED),
                        tuple(Move.Kind.ADVANCE, RackStage.LEAK_TESTED),
                        tuple(Move.Kind.ADVANCE, RackStage.PROVISIONED),
                        tuple(Move.Kind.ADVANCE, RackStage.BURNED_IN),
                        tuple(Move.Kind.ADVANCE, RackStage.ACCEPTED),
                        tuple(Move.Kind.ADVANCE, RackStage.IN_SERVICE));
        assertThat(story.desk().moves().get(movesBefore).reason())
                .isEqualTo("repaired: tray 3 replaced");
        assertThat(story.desk().tickets())
                .singleElement()
                .satisfies(
                        ticket -> {
                            assertThat(ticket.isOpen()).isFalse();
                            assertThat(ticket.closing())
                                    .isEqualTo("re-tested up to IN_SERVICE: fresh, no alarm");
                        });
    }

    @Test
    void rackThatFailedBeforeItStoodReturnsFromTheDock() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .until("r0", State.QUARANTINED);

        story.repaired("r0").retries("r0", "tray is in").rounds(1);
        assertThat(story.rack("r0").stage()).isEqualTo(RackStage.PLANNED);
        assertThat(story.rack("r0").isAskedFor(RackStage.DELIVERED)).isTrue();
        story.until("r0", State.DONE);
    }

    @Test
    void rackThatFailsItsReTestHasOneOpenTicket() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED)
                        .retries("r0", "reseated")
                        .rounds(1)
                        .until("r0", State.QUARANTINED);
        assertThat(story.desk().tickets())
                .extracting(RepairTicket::id, RepairTicket::isOpen, RepairTicket::closing)
                .containsExactly(
                        tuple(
                                "north/r0/1",
                                false,
                                "not repaired: failed again to reach BURNED_IN, see north/r0/2"),
                        tuple("north/r0/2", true, ""));

        story.repaired("r0").retries("r0", "replaced").until("r0", State.DONE);
        assertThat(story.desk().tickets()).noneMatch(RepairTicket::isOpen);
    }

    @Test
    void everyRepairMakesRequestsOfItsOwn() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED)
                        .repaired("r0")
                        .retries("r0", "replaced")
                        .until("r0", RackStage.BURNED_IN);
        RackProgress rack = story.rack("r0");

        assertThat(rack.requestId(rack.asked().orElseThrow()))
                .isEqualTo("north/r0/BURNED_IN/repair-1-1");
    }

    @Test
    void orderToTryAgainIsObeyedOnce() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED)
                        .retries("r0", "reseated")
                        .rounds(60);

        assertThat(story.member("r0").state()).isEqualTo(State.QUARANTINED);
        assertThat(story.desk().moves())
                .filteredOn(move -> move.what() == Move.Kind.RETURN)
                .hasSize(1);
    }

    /** The order was given while its stage could not be judged; meanwhile it could. */
    @Test
    void rackThatHasGoneOnDoesNotRepeatASoundStage() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .slow("r0", RackStage.PROVISIONED)
                        .until("r0", RackStage.PROVISIONED)
                        .retries("r0", "switch was off")
                        .rounds(1);

        assertThat(story.desk().runs()).allMatch(run -> run.end() == StageRun.End.ADVANCE);
        assertThat(story.rack("r0").isAskedFor(RackStage.PROVISIONED)).isTrue();
        assertThat(story.rack("r0").repairs()).isZero();
        assertThat(story.member("r0").retriesSeen()).isEqualTo(1);
    }

    @Test
    void repairedRackWaitsForRoomOnItsLoopLikeAnyOther() {
        RolloutStory story =
                story("canary: 2, limits: {perRow: 8, perLoop: 1}, " + TOLERANT)
                        .fails("r0", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .slow("r1", RackStage.INSTALLED)
                        .until("r1", RackStage.INSTALLED)
                        .repaired("r0")
                        .retries("r0", "tray is in")
                        .rounds(3);
        assertThat(story.member("r0").state()).isEqualTo(State.QUARANTINED);

        story.hurries("r1").until("r1", State.DONE).rounds(2);
        assertThat(story.member("r0").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void repairDuringTheSoakPutsItOff() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .fails("r0", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .until(Phase.SOAKING);

        story.repaired("r0").retries("r0", "tray is in").rounds(1);
        assertThat(story.state().phase()).isEqualTo(Phase.RUNNING);
        assertThat(story.state().reason()).isEqualTo("a repaired rack is on its way again");
        assertThat(story.until(Phase.SOAKING).racksIn(State.DONE)).containsExactly("r0");
    }

    @Test
    void skippedRackIsNeverTouched() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT).skips("r1", "dropped").until(Phase.COMPLETED);

        assertThat(story.racksIn(State.SKIPPED)).containsExactly("r1");
        assertThat(story.racksIn(State.DONE)).containsExactly("r0", "r2", "r3");
        assertThat(story.desk().memory().racks()).doesNotContainKey("r1");
    }

    @Test
    void skippedRackOnItsWayIsAskedNothingMore() {
        RolloutStory story =
                story("canary: 1, " + TOLERANT)
                        .until("r0", RackStage.BURNED_IN)
                        .skips("r0", "needed elsewhere")
                        .rounds(1);

        assertThat(story.rack("r0").work()).isEmpty();
        assertThat(story.desk().runs())
                .last()
                .satisfies(
                        run -> {
                            assertThat(run.end()).isEqualTo(StageRun.End.CANCEL);
                            assertThat(run.reason()).isEqualTo("skipped: needed elsewhere");
                        });
        assertThat(story.until(Phase.COMPLETED).racksIn(State.DONE))
                .containsExactly("r1", "r2", "r3");
    }

    @Test
    void skippedFailureNoLongerCounts() {
        RolloutStory story =
                story("canary: 1, soak: 10m, failures: {max: 0}")
                        .fails("r0", RackStage.INSTALLED, Fault.MISSING_TRAY)
                        .until(Phase.PAUSED)
                        .skips("r0", "sent back")
                        .resumes("without it")
                        .until(Phase.COMPLETED);

        assertThat(story.racksIn(State.SKIPPED)).containsExactly("r0");
    }

    @Test
    void abortLeavesEveryRackWhereItIsAndTakesItsLoadOff() {
        RolloutStory story =
                story("canary: 1, growth: 2, " + TOLERANT)
                        .until("r1", RackStage.BURNED_IN)
                        .aborts("budget is cut")
                        .rounds(1);
        assertThat(story.state().phase()).isEqualTo(Phase.ABORTED);
        assertThat(story.state().reason()).isEqualTo("aborted: budget is cut");
        assertThat(story.racksIn(State.DONE)).containsExactly("r0");
        assertThat(story.racksIn(State.LEFT)).containsExactly("r1", "r2", "r3");
        assertThat(story.rack("r1").stage()).isEqualTo(RackStage.PROVISIONED);
        assertThat(story.rack("r1").heldWatts()).as("not proven off yet").isEqualTo(140_000);

        story.rounds(1);
        assertThat(story.rack("r1").heldWatts()).isEqualTo(21_000);
        assertThat(story.rounds(60).racksIn(State.LEFT)).containsExactly("r1", "r2", "r3");
        assertThat(story.desk().memory().racks()).doesNotContainKey("r3");
    }
}
