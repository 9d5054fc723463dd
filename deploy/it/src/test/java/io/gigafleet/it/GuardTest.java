package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The safety guard at work: racks surge, leak, and are asked to draw less, while the database is
 * away or the leader is killed.
 */
class GuardTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private static Path directory;
    private static GuardedFleet guarded;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);

    @BeforeAll
    static void start() {
        guarded = GuardedFleet.start(directory);
        fleet = guarded.fleet;
    }

    @AfterAll
    static void stop() {
        guarded.close();
    }

    @BeforeEach
    void calm() {
        guarded.calm();
    }

    @Test
    void guardGoesOnWhileTheDatabaseIsAwayAndAllItDidIsAuditedInOrder() throws Exception {
        String serving = guarded.servingRack(); // it is left before it is cut off
        String agent = GuardedFleet.agentOf(serving);
        long newest = fleet.ledger.number("select coalesce(max(id), 0) from audit");
        long waiting;
        Instant resumedAt;
        fleet.infrastructure.pausePostgres();
        try {
            guarded.surgeEast();
            Await.until("the cap waits for the audit log", SOON, () -> waitingActs() > 0);
            Await.until(
                    "racks that want 420 kW draw what the row bears",
                    SOON,
                    () -> {
                        long watts = PowerRecord.of(fleet.infrastructure).lastWatts("east");
                        return watts > GuardedFleet.EAST_WATTS * 80 / 100
                                && watts <= GuardedFleet.EAST_WATTS;
                    });
            long capped = waitingActs();
            fleet.fault(agent, "leak?rack=" + serving + "&kind=tray&tray=1");
            Await.until("so does the drain", SOON, () -> waitingActs() > capped);
            long drained = waitingActs();
            fleet.fault(agent, "mend?rack=" + serving);
            Await.until("and its end", SOON, () -> waitingActs() > drained);
            waiting = waitingActs();
            resumedAt = Instant.now();
        } finally {
            fleet.infrastructure.resumePostgres();
        }
        Await.until("nothing waits any more", SOON, () -> waitingActs() == 0);

        assertThat(fleet.metric("gigafleet_guard_acts_dropped_total")).isZero();
        String waited =
                "from audit where actor = 'safety' and id > %d and at < '%s'"
                        .formatted(newest, resumedAt);
        assertThat(fleet.ledger.number("select count(*) " + waited))
                .isGreaterThanOrEqualTo(waiting);
        assertThat(
                        fleet.ledger.rows(
                                "select to_char(at, 'HH24:MI:SS.US') " + waited + " order by id"))
                .as("in the order in which it was done")
                .isSorted();
        assertThat(fleet.ledger.rows("select action " + waited + " order by id"))
                .containsSubsequence("cap", "drain", "leak-over");
    }

    private static long waitingActs() {
        return fleet.metric("gigafleet_guard_acts_waiting");
    }

    @Test
    void leaderKilledInASurgeIsFollowedWithoutAStepUp() {
        guarded.surgeEast();
        Await.until("the surge is capped", SOON, guarded::isEastCapped);

        fleet.plane().kill();
        fleet.restartPlane();
        Await.until("another guard is on duty", SOON, guarded::isGuarded);
        for (int looks = 0; looks < 20; looks++) {
            assertThat(guarded.sumOfEast()).isLessThanOrEqualTo(GuardedFleet.EAST_WATTS);
        }
        Await.until(
                "it tells whom it holds back",
                SOON,
                () ->
                        fleet.get("/alarms?standing=true")
                                .path("items")
                                .findValuesAsText("key")
                                .contains("held-back site"));
    }

    @Test
    void loadTargetIsMetByRequestAndByEventAndLifted() {
        guarded.surgeEast();
        guarded.surgeWest();
        Await.until("the site draws much", SOON, () -> guarded.drawnWatts("site") > 450_000);

        String until = Instant.now().plusSeconds(600).toString();
        assertThat(
                        fleet.send(
                                        "PUT",
                                        "/api/v1/site/load-target",
                                        "{\"watts\": 400000, \"until\": \"%s\", \"deadline\": \"%s\"}"
                                                .formatted(until, Instant.now().plusSeconds(20)),
                                        "application/json")
                                .statusCode())
                .isEqualTo(200);
        Await.until("400 kW are met", SOON, () -> state().equals("MET"));
        assertThat(guarded.drawnWatts("site")).isLessThanOrEqualTo(400_000);

        LoadTargetEvents.send(
                fleet.infrastructure,
                "1",
                "{\"watts\": 300000, \"until\": \"%s\"}".formatted(until));
        LoadTargetEvents.send(
                fleet.infrastructure, "2", "{\"watts\": -1, \"until\": \"%s\"}".formatted(until));
        Await.until(
                "300 kW are met",
                Duration.ofSeconds(90),
                () ->
                        state().equals("MET")
                                && fleet.get("/site/load-target").at("/target/watts").asLong()
                                        == 300_000);
        assertThat(fleet.get("/site/load-target").at("/target/setBy").asText())
                .isEqualTo("/grid/tso");

        fleet.send("DELETE", "/api/v1/site/load-target", "", "");
        Await.until(
                "the site draws more again",
                Duration.ofSeconds(90),
                () -> guarded.drawnWatts("site") > 350_000);
    }

    private static String state() {
        return fleet.get("/site/load-target").path("state").asText();
    }

    @Test
    void leakOfTwoTraysTripsTheRackForGoodAndItsReplicasMove() throws SQLException {
        String rack = guarded.servingRack();
        String agent = GuardedFleet.agentOf(rack);
        fleet.fault(agent, "leak?rack=" + rack + "&kind=tray&tray=1,2");
        Await.until(
                "the rack is tripped and its replicas serve elsewhere",
                Duration.ofSeconds(60),
                () ->
                        !trip(rack).isEmpty()
                                && fleet.ledger.number(
                                                "select count(*) from replica where state ="
                                                        + " 'SERVING' and routed and rack <> '%s'"
                                                                .formatted(rack))
                                        == GuardedFleet.REPLICAS);

        fleet.fault(agent, "mend?rack=" + rack);
        String before = trip(rack);
        String clearance =
                "{\"trip\": \"%s\", \"reason\": \"dry\"}".formatted(before.split(" ", 2)[0]);
        assertThat(fleet.get("/racks/" + rack).path("powerWatts").asLong())
                .as("no power by itself")
                .isZero();
        fleet.send("POST", "/api/v1/racks/" + rack + "/clear-trip", clearance, "application/json");
        Await.until(
                "power is back",
                SOON,
                () ->
                        trip(rack).isEmpty()
                                && fleet.get("/racks/" + rack).path("powerWatts").asLong()
                                        >= RowSite.IDLE_WATTS * 9 / 10);
    }

    private static String trip(String rack) throws SQLException {
        return fleet.ledger
                .rows("select trip from rack_state where rack = '%s'".formatted(rack))
                .getFirst();
    }
}
