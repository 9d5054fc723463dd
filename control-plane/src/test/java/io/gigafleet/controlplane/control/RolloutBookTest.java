package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.rollout.Asked;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RolloutBookTest {

    private static final Topology PLANT = new TestFleet().topology();
    private static final RackSpot SPOT = PLANT.rack(0);
    private static final RackProgress INSTALLING =
            Asked.of(SPOT, RackStage.DELIVERED, RackStage.INSTALLED);

    private final RolloutBook book = new RolloutBook(RolloutMemory.NONE, 0);

    private static RolloutDecision of(RackProgress... racks) {
        return new RolloutDecision(
                List.of(), List.of(), List.of(racks), List.of(), List.of(), List.of());
    }

    private static RolloutDecision of(RepairTicket... tickets) {
        return new RolloutDecision(
                List.of(), List.of(), List.of(), List.of(), List.of(tickets), List.of());
    }

    private static RepairTicket ticket(int number, OptionalLong closedAtMillis) {
        return new RepairTicket(
                "north/r0/" + number,
                "r0",
                "north",
                RackStage.BURNED_IN,
                "ACCELERATOR",
                "",
                "it failed",
                0,
                closedAtMillis,
                "");
    }

    @Test
    void reasonsThatChangeAloneAreWrittenEveryTwoSeconds() {
        book.committed(of(INSTALLING), 10_000);
        RolloutDecision first = of(Asked.because(INSTALLING, "10%, under way"));
        assertThat(book.worthWriting(first, 10_200)).isEqualTo(first);
        book.committed(first, 10_200);

        RolloutDecision second = of(Asked.because(INSTALLING, "11%, under way"));
        assertThat(book.worthWriting(second, 12_199).isEmpty()).isTrue();
        assertThat(book.worthWriting(second, 12_200)).isEqualTo(second);
    }

    @Test
    void moreThanAReasonIsWrittenAtOnce() {
        book.committed(of(INSTALLING), 10_000);
        book.committed(of(Asked.because(INSTALLING, "10%, under way")), 10_200);

        RolloutDecision reached = of(Asked.nothing(SPOT, RackStage.INSTALLED));
        assertThat(book.worthWriting(reached, 10_400)).isEqualTo(reached);
        RolloutDecision untouched =
                of(Asked.of(PLANT.rack(1), RackStage.PLANNED, RackStage.DELIVERED));
        assertThat(book.worthWriting(untouched, 10_400)).isEqualTo(untouched);
    }

    @Test
    void reasonThatWasNotWrittenIsNotRemembered() {
        book.committed(of(INSTALLING), 10_000);
        assertThat(book.memory().racks()).containsEntry("r0", INSTALLING);
    }

    @Test
    void newLeaderGivesWhatWasAskedAMinute() {
        RolloutBook taken =
                new RolloutBook(
                        new RolloutMemory(Map.of(), Map.of(), Map.of("r0", INSTALLING), Map.of()),
                        500_000);

        assertThat(taken.memory().racks().get("r0"))
                .isEqualTo(INSTALLING.dueNotBefore(500_000 + RolloutBook.GRACE_MILLIS));
        assertThat(INSTALLING.dueNotBefore(560_000).asked().orElseThrow().deadlineMillis())
                .isEqualTo(560_000);
        assertThat(INSTALLING.dueNotBefore(1).asked().orElseThrow().deadlineMillis())
                .as("it is never shortened")
                .isEqualTo(10_000);
    }

    @Test
    void openTicketIsKnownUntilItIsClosed() {
        book.committed(of(ticket(1, OptionalLong.empty())), 0);
        assertThat(book.memory().openTickets()).containsOnlyKeys("r0");

        book.committed(of(ticket(1, OptionalLong.of(5)), ticket(2, OptionalLong.empty())), 5);
        assertThat(book.memory().openTickets())
                .containsEntry("r0", ticket(2, OptionalLong.empty()));

        book.committed(of(ticket(2, OptionalLong.of(9))), 9);
        assertThat(book.memory().openTickets()).isEmpty();
    }

    @Test
    void rackThatIsAskedToDrainIsLeavingAtItsRolloutsPace() {
        RackProgress draining = Asked.of(SPOT, RackStage.IN_SERVICE, RackStage.MAINTENANCE);

        assertThat(
                        RolloutBook.standing(
                                draining,
                                SPOT,
                                Map.of(
                                        "north",
                                        Asked.rollout("canary: 1, maxUnavailablePerService: 3"))))
                .isEqualTo(new Standing(RackStage.IN_SERVICE, SPOT.idleWatts(), true, 3));
        assertThat(RolloutBook.standing(INSTALLING, SPOT, Map.of()))
                .isEqualTo(Standing.at(RackStage.DELIVERED, 0));
    }

    @Test
    void racksAreWatchedWhileSomethingHasToBeProven() {
        RackProgress serving = Asked.holding(at(1, RackStage.IN_SERVICE), 21_000);
        RackProgress stillHolding = Asked.holding(at(2, RackStage.INSTALLED), 21_000);
        RackProgress onTheDock = at(3, RackStage.DELIVERED);

        book.committed(of(INSTALLING, serving, stillHolding, onTheDock), 0);
        assertThat(book.watched()).containsExactly(INSTALLING, stillHolding);
    }

    private static RackProgress at(int rack, RackStage stage) {
        return Asked.nothing(PLANT.rack(rack), stage);
    }
}
