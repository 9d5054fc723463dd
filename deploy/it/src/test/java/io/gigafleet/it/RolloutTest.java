package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rollouts of one site that go on side by side, each in a row of its own, an hour of rollout time
 * per second: one that goes well, one with a bad batch, one with a lying sensor, two that operators
 * interfere with, one whose agent is killed, and one that brings firmware to racks that serve.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutTest {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final double TTFT_TARGET_MILLIS = 1_000;

    /** Stages from the dock into service. */
    private static final List<String> PATH =
            List.of(
                    "DELIVERED",
                    "INSTALLED",
                    "ENERGIZED",
                    "LEAK_TESTED",
                    "PROVISIONED",
                    "BURNED_IN",
                    "ACCEPTED",
                    "IN_SERVICE");

    @TempDir private static Path directory;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);
    private static Instant begun = Instant.EPOCH;
    private static SlotWatch slots;

    @BeforeAll
    static void start() {
        fleet = RolloutFleet.start(directory);
        slots = SlotWatch.of(fleet, "steady", RolloutFleet.STEADY_REPLICAS);
        begun = Instant.now();
        fleet.apply(RolloutFleet.deliveriesAndRollouts());
    }

    @AfterAll
    static void stop() {
        if (slots != null) {
            slots.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Order(1)
    void pausedRolloutAsksNothingNewUntilItIsResumed() throws SQLException {
        RolloutStory orders = new RolloutStory(fleet, "orders");
        orders.awaitAsked("orders-1", "INSTALLED", LONG);
        orders.order("pause", "the crew is at lunch");
        orders.awaitRest("PAUSED", LONG);
        assertThat(orders.status().path("pause").asText()).isEqualTo("OPERATOR");
        assertThat(orders.status().path("reason").asText()).contains("the crew is at lunch");
        Await.until(
                "what was asked is over, and other rollouts have gone on after that",
                LONG,
                () ->
                        orders.ledger("1", "rack_progress", "requested_at is not null").isEmpty()
                                && fleet.ledger.number(
                                                """
                                                select count(*) from stage_run
                                                where rollout = 'good' and asked_at >
                                                    (select max(ended_at) + interval '2 s' from stage_run where rollout = 'orders')
                                                """)
                                        > 0);
        Instant paused = Instant.parse(orders.status().path("since").asText());

        orders.order("racks/orders-2/skip", "its pallet fell");
        Await.until("skipped", LONG, () -> orders.racks("SKIPPED").equals(List.of("orders-2")));
        Instant resumed = Instant.now();
        orders.resume("lunch is over");
        Await.until(
                "it asks again",
                LONG,
                () -> !orders.ledger("1", "stage_run", "asked_at > '" + resumed + "'").isEmpty());
        assertThat(
                        orders.ledger(
                                "rack, stage, asked_at",
                                "stage_run",
                                "asked_at between '%s' and '%s'".formatted(paused, resumed)))
                .as("asked while it was paused")
                .isEmpty();
        assertThat(
                        fleet.ledger.rows(
                                "select detail from audit where subject like '%orders%' order by"
                                        + " id"))
                .anySatisfy(row -> assertThat(row).contains("the crew is at lunch"))
                .anySatisfy(row -> assertThat(row).contains("its pallet fell"))
                .anySatisfy(row -> assertThat(row).contains("lunch is over"));
    }

    @Test
    @Order(2)
    void abortedRolloutLeavesRacksItHasNotTouchedAndNoRackUnderLoad() throws SQLException {
        RolloutStory ended = new RolloutStory(fleet, "ended");
        ended.awaitLoad("ended-1", LONG);
        ended.order("abort", "the customer has cancelled");
        ended.awaitRest("ABORTED", LONG);

        assertThat(ended.racks("LEFT")).hasSize(4);
        assertThat(ended.rack("ended-3").path("stage").asText()).isEqualTo("PLANNED");
        assertThat(ended.rack("ended-4").path("stage").asText()).isEqualTo("PLANNED");
        Await.until(
                "no rack is under load, and what was held for that is given back",
                LONG,
                () ->
                        List.of("ended-1", "ended-2").stream()
                                        .allMatch(
                                                rack ->
                                                        ended.watts(rack)
                                                                < 1.2 * RowSite.IDLE_WATTS)
                                && fleet.ledger.number(
                                                "select sum(held_watts) from rack_progress where"
                                                        + " rollout = 'ended'")
                                        == 2L * RowSite.IDLE_WATTS);
        assertThat(ended.tryOrder("abort", "once more").statusCode()).isEqualTo(409);
    }

    @Test
    @Order(3)
    void agentKilledInTheMiddleOfABurnInGoesOnWithIt() throws SQLException {
        RolloutStory killed = new RolloutStory(fleet, "killed");
        killed.awaitLoad("killed-1", LONG);
        fleet.agent("k").kill();
        assertThat(fleet.agent("k").log())
                .as("the burn-in was under way")
                .doesNotContainPattern("stage over rack=killed-1 request=\\S*BURNED_IN");
        fleet.startAgent("k");

        killed.awaitRest("COMPLETED", LONG);
        assertThat(killed.racks("DONE")).containsExactly("killed-1");
        assertThat(killed.ledger("stage, attempt, outcome", "stage_run", "true order by id"))
                .containsExactlyElementsOf(
                        PATH.stream().map(stage -> stage + "|1|ADVANCE").toList());
        assertThat(fleet.agent("k").stagesBegun()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    @Order(4)
    void skippedRackLeavesTheRestToFinish() {
        RolloutStory orders = new RolloutStory(fleet, "orders");
        orders.awaitRest("COMPLETED", LONG);
        assertThat(orders.racks("DONE")).containsExactly("orders-1", "orders-3");
        assertThat(orders.racks("SKIPPED")).containsExactly("orders-2");
    }

    @Test
    @Order(5)
    void badBatchPausesItsRolloutInTheCanary() throws SQLException {
        RolloutStory mixed = new RolloutStory(fleet, "mixed");
        mixed.awaitRest("PAUSED", LONG);

        assertThat(mixed.status().path("pause").asText()).isEqualTo("BREACH");
        assertThat(mixed.status().path("wave").asInt()).isEqualTo(1);
        assertThat(mixed.racks("QUARANTINED")).containsExactly("mixed-2");
        assertThat(mixed.racks("WAITING")).containsExactly("mixed-3", "mixed-4");
        assertThat(mixed.rack("mixed-3").path("stage").asText()).isEqualTo("PLANNED");
        assertThat(mixed.rack("mixed-4").path("stage").asText()).isEqualTo("PLANNED");
        assertThat(mixed.ledger("distinct rack", "stage_run", "true"))
                .as("racks touched")
                .isSubsetOf("mixed-1", "mixed-2");

        JsonNode tickets = fleet.get("/repair-tickets?open=true&rack=mixed-2").path("items");
        assertThat(tickets).hasSize(1);
        assertThat(tickets.get(0).path("cause").asText()).isEqualTo("FIRMWARE");
        assertThat(tickets.get(0).path("stage").asText()).isEqualTo("BURNED_IN");
        Await.until("the quarantined rack is off", LONG, () -> mixed.watts("mixed-2") == 0);
    }

    @Test
    @Order(6)
    void stuckFlowSensorPausesUntilARepairIsReTested() throws SQLException {
        RolloutStory stuck = new RolloutStory(fleet, "stuck");
        stuck.awaitRest("PAUSED", LONG);
        assertThat(stuck.status().path("pause").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(stuck.status().path("reason").asText()).contains("stuck-1", "flow sensor");
        assertThat(fleet.agent("b").log())
                .as("the agent itself is content")
                .containsPattern(
                        "stage over rack=stuck-1 request=\\S*BURNED_IN/1 state=\\S*PASSED");

        stuck.order("racks/stuck-1/retry", "sensor replaced");
        stuck.resume("sensor replaced");
        stuck.awaitRest("COMPLETED", LONG);
        assertThat(stuck.racks("DONE")).containsExactly("stuck-1");
        assertThat(stuck.ledger("outcome", "stage_run", "stage = 'BURNED_IN' order by id"))
                .containsExactly("RETRY", "ADVANCE");
    }

    @Test
    @Order(7)
    void deliveryComesIntoServiceWaveByWaveWithoutAHand() throws SQLException {
        RolloutStory good = new RolloutStory(fleet, "good");
        good.awaitRest("COMPLETED", LONG);

        assertThat(good.racks("DONE")).hasSize(6);
        for (int rack = 1; rack <= 6; rack++) {
            assertThat(
                            good.ledger(
                                    "stage, outcome",
                                    "stage_run",
                                    "rack = 'good-%d' order by id".formatted(rack)))
                    .containsExactlyElementsOf(
                            PATH.stream().map(stage -> stage + "|ADVANCE").toList());
        }
        assertThat(
                        good.ledger(
                                """
                                min(begun_at) filter (where wave = 2) >
                                max(ended_at) filter (where wave = 1)
                                """,
                                "stage_run",
                                "true"))
                .as("the canary is done before the second wave begins")
                .containsExactly("t");
        assertThat(good.ledger("id", "repair_ticket", "true")).isEmpty();
    }

    @Test
    @Order(8)
    void firstRacksServeTokensWhileTheLaterWaveGoesOn() throws SQLException {
        RolloutStory good = new RolloutStory(fleet, "good");
        assertThat(good.ledger("rack", "rollout_rack", "wave = 1"))
                .allSatisfy(
                        rack ->
                                assertThat(
                                                Instant.parse(
                                                        good.rack(rack)
                                                                .path("firstTokenAt")
                                                                .asText()))
                                        .isBefore(
                                                Instant.parse(
                                                        good.status()
                                                                .path("finishedAt")
                                                                .asText())));
        JsonNode timeline = good.timeline();
        assertThat(timeline.path("firstToken").asText()).startsWith("P");
        assertThat(timeline.path("toService").path("racks").asInt()).isEqualTo(6);
        assertThat(timeline.path("stages")).hasSize(PATH.size());
        assertThat(timeline.path("criticalPath")).isNotEmpty();
    }

    @Test
    @Order(9)
    void everyTransitionIsTold() throws IOException {
        RolloutEvents told = RolloutEvents.of(fleet.infrastructure, "good");
        assertThat(told.stages()).doesNotHaveDuplicates().hasSize(6 * PATH.size());
        assertThat(told.phases())
                .containsExactly("RUNNING 1", "SOAKING 1", "RUNNING 2", "SOAKING 2", "COMPLETED 2");
    }

    @Test
    @Order(10)
    void firmwareComesOntoRacksThatServeAndNoReplicaIsLost() throws Exception {
        RolloutStory steady = new RolloutStory(fleet, "steady");
        steady.awaitRest("COMPLETED", LONG);
        Instant finished = Instant.parse(steady.status().path("finishedAt").asText());
        assertThat(steady.racks("DONE")).hasSize(4);
        assertThat(slots.looks()).isGreaterThan(100);
        assertThat(slots.gaps()).as("moments at which a slot had no serving replica").isEmpty();
        assertThat(steady.firmware())
                .containsOnlyKeys("steady-1", "steady-2", "steady-3", "steady-4")
                .allSatisfy(
                        (rack, firmware) -> assertThat(firmware).isEqualTo(RolloutFleet.FIRMWARE));
        assertThat(
                        fleet.ledger.number(
                                "select count(*) from replica where service = 'steady' and state ="
                                        + " 'STOPPED'"))
                .as("replicas that have moved")
                .isPositive();
        Await.until(
                "requests after it",
                LONG,
                () ->
                        firstTokens()
                                        .between(finished, Instant.now(), TTFT_TARGET_MILLIS)
                                        .requests()
                                > 100);

        FirstTokens tokens = firstTokens();
        FirstTokens.Kept before = tokens.between(Instant.EPOCH, begun, TTFT_TARGET_MILLIS);
        FirstTokens.Kept during = tokens.between(begun, finished, TTFT_TARGET_MILLIS);
        FirstTokens.Kept after = tokens.between(finished, Instant.now(), TTFT_TARGET_MILLIS);
        System.out.printf(
                "time to first token within 1 s: before %s; during %s; after %s%n",
                before, during, after);
        assertThat(during.requests()).isGreaterThan(100);
        assertThat(during.rejected()).isZero();
        assertThat(during.within()).isGreaterThan(before.within() - 0.05);
    }

    private static FirstTokens firstTokens() {
        return FirstTokens.of(fleet.infrastructure, "steady");
    }
}
