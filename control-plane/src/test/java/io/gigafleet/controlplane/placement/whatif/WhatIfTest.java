package io.gigafleet.controlplane.placement.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.whatif.Answer.Kind;
import io.gigafleet.controlplane.placement.whatif.Answer.ServiceOutcome;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One row of racks r0, r1, … of 72 accelerators each, two racks to a coolant loop. */
class WhatIfTest {

    private static final ServiceView CHAT = TestFleet.service("chat", 72, 2, 2);

    private final WhatIf whatIf = new WhatIf(new FleetPlacer());

    /** Chat runs on r0 and r1. */
    private static TestFleet chatRuns(int racks) {
        return new TestFleet()
                .rows(1, racks)
                .service(CHAT)
                .replica(TestFleet.replica(CHAT, 0, 0, 0, ReplicaState.SERVING))
                .replica(TestFleet.replica(CHAT, 1, 1, 0, ReplicaState.SERVING));
    }

    private static Changes losing(String... racks) {
        return new Changes(List.of(), Set.of(racks), List.of(), Map.of());
    }

    private static ServiceOutcome of(Answer answer, String service) {
        return answer.services().stream()
                .filter(outcome -> outcome.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingDifferentChangesNothing() {
        Answer answer = whatIf.answer(chatRuns(2).view(), Changes.NONE);

        assertThat(answer.services()).isEmpty();
        assertThat(answer.steps()).isEmpty();
        assertThat(answer.domains()).noneMatch(Answer.Headroom::isChanged);
        assertThat(answer.isSettled()).isTrue();
    }

    @Test
    void theReplicaOfALostRackMovesToAFreeOne() {
        Answer answer = whatIf.answer(chatRuns(3).view(), losing("r1"));

        assertThat(answer.steps())
                .containsExactly(new Answer.Step(Kind.MOVED, "chat", 1, 0, "r1", "r2", 72));
        assertThat(of(answer, "chat").moved()).isEqualTo(1);
        assertThat(answer.refusesMore()).isFalse();
    }

    @Test
    void whatALostRackHoldsStaysCommitted() {
        Answer answer = whatIf.answer(chatRuns(3).view(), losing("r1"));

        Answer.Headroom site = answer.domains().getFirst();
        assertThat(site.afterWatts() - site.beforeWatts())
                .as("the replacement's watts come on top")
                .isEqualTo(119_000);
    }

    @Test
    void withoutAnotherRackTheReplicaIsRefusedWithItsReason() {
        Answer answer = whatIf.answer(chatRuns(2).view(), losing("r1"));

        ServiceOutcome chat = of(answer, "chat");
        assertThat(chat.refused()).hasSize(1);
        assertThat(chat.refused().getFirst().reason().word()).isEqualTo("AcceleratorsExhausted");
        assertThat(answer.steps())
                .containsExactly(new Answer.Step(Kind.LOST, "chat", 1, 0, "r1", "", 72));
        assertThat(answer.refusesMore()).isTrue();
    }

    @Test
    void addedRacksTakeWhatWaits() {
        ServiceView wide = TestFleet.service("chat", 72, 4, 2);
        FleetView now =
                new TestFleet()
                        .rows(1, 2)
                        .service(wide)
                        .replica(TestFleet.replica(wide, 0, 0, 0, ReplicaState.SERVING))
                        .replica(TestFleet.replica(wide, 1, 1, 0, ReplicaState.SERVING))
                        .view();
        RackSpot like = now.topology().rack(1);
        RackSpot added =
                new RackSpot(
                        "new-1",
                        like.sku(),
                        like.hall(),
                        like.row(),
                        like.powerDomain(),
                        like.loop());

        Answer answer =
                whatIf.answer(now, new Changes(List.of(), Set.of(), List.of(added), Map.of()));

        ServiceOutcome chat = of(answer, "chat");
        assertThat(chat.refusedAnyway()).isEqualTo(2);
        assertThat(chat.placed()).isEqualTo(1);
        assertThat(chat.refused()).hasSize(1);
        assertThat(answer.steps())
                .containsExactly(new Answer.Step(Kind.PLACED, "chat", 2, 0, "", "new-1", 72));
        assertThat(answer.refusesMore()).as("one less than without the rack").isFalse();
    }

    @Test
    void aLowerBudgetRefusesWhatWouldElseBePlaced() {
        ServiceView batch = TestFleet.service("batch", 72, 1, 0);

        Changes more = new Changes(List.of(batch), Set.of(), List.of(), Map.of());
        Changes lower = new Changes(List.of(batch), Set.of(), List.of(), Map.of("row-0", 310_000L));

        assertThat(of(whatIf.answer(chatRuns(3).view(), more), "batch").placed()).isEqualTo(1);
        Answer answer = whatIf.answer(chatRuns(3).view(), lower);
        assertThat(of(answer, "batch").refused().getFirst().reason().word())
                .isEqualTo("PowerExhausted");
        assertThat(answer.domains().get(1).budgetAfterWatts()).isEqualTo(310_000);
        assertThat(answer.domains().get(1).headroomAfterWatts()).isEqualTo(9_000);
    }

    @Test
    void aServiceWithFewerReplicasGivesPlacesBack() {
        Answer answer =
                whatIf.answer(
                        chatRuns(2).view(),
                        new Changes(
                                List.of(new ServiceView(CHAT.service(), 1, CHAT.quota())),
                                Set.of(),
                                List.of(),
                                Map.of()));

        assertThat(answer.steps())
                .containsExactly(new Answer.Step(Kind.STOPPED, "chat", 1, 0, "r1", "", 72));
        Answer.Headroom site = answer.domains().getFirst();
        assertThat(site.beforeWatts() - site.afterWatts()).isEqualTo(119_000);
    }

    @Test
    void theFleetThatIsAskedAboutStaysAsItIs() {
        FleetView now = chatRuns(3).view();

        whatIf.answer(now, losing("r0", "r1"));

        assertThat(now.replicas()).allMatch(replica -> replica.state() == ReplicaState.SERVING);
    }

    @Test
    void racksAndDomainsThatAreNotOfTheFleetAreRefused() {
        assertThatThrownBy(() -> whatIf.answer(chatRuns(2).view(), losing("r7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r7");
    }

    @Test
    void aMoreImportantServiceTakesThePlaceOfAPreemptibleOne() {
        ServiceView batch = preemptible(TestFleet.service("batch", 72, 2, 0));
        FleetView now =
                new TestFleet()
                        .rows(1, 2)
                        .service(batch)
                        .replica(TestFleet.replica(batch, 0, 0, 0, ReplicaState.SERVING))
                        .replica(TestFleet.replica(batch, 1, 1, 0, ReplicaState.SERVING))
                        .view();
        ServiceView urgent = TestFleet.service("urgent", 72, 1, 5);

        Answer answer =
                whatIf.answer(now, new Changes(List.of(urgent), Set.of(), List.of(), Map.of()));

        assertThat(of(answer, "urgent").placed()).isEqualTo(1);
        assertThat(of(answer, "urgent").refused()).isEmpty();
        assertThat(of(answer, "batch").preempted()).isEqualTo(1);
        assertThat(of(answer, "batch").refused()).hasSize(1);
        assertThat(answer.isSettled()).isTrue();
    }

    @Test
    void aGangThatLosesARackMovesAsAWhole() {
        ServiceView gang = TestFleet.gang("huge", 2, 1, 2);
        FleetView now =
                new TestFleet()
                        .rows(2, 2)
                        .service(gang)
                        .replica(TestFleet.part(gang, 0, "huge-a", 0, 0, ReplicaState.SERVING))
                        .replica(TestFleet.part(gang, 0, "huge-a", 1, 1, ReplicaState.SERVING))
                        .view();

        Answer answer = whatIf.answer(now, losing("r1"));

        assertThat(answer.steps())
                .extracting(Answer.Step::kind, Answer.Step::part, Answer.Step::toRack)
                .containsExactlyInAnyOrder(tuple(Kind.MOVED, 0, "r2"), tuple(Kind.MOVED, 1, "r3"));
        assertThat(of(answer, "huge").moved()).as("one replica").isEqualTo(1);
    }

    private static ServiceView preemptible(ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        return new ServiceView(
                new InferenceService(
                        service.service().metadata(),
                        new InferenceService.Spec(
                                spec.tenant(),
                                spec.model(),
                                spec.replicas(),
                                spec.shape(),
                                spec.power(),
                                spec.priority(),
                                true,
                                spec.placement(),
                                spec.slo(),
                                spec.traffic())),
                service.wanted(),
                service.quota());
    }
}
