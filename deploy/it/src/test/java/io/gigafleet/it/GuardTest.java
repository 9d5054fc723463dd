package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The safety guard at work: racks surge, leak, and are asked to draw less, while the database is
 * away or the leader is killed. Row {@code east} bears three racks at 110 kW, of 140 at peak.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardTest {

    private static final long EAST_WATTS = 330_000;
    private static final long WEST_WATTS = 300_000;
    private static final long SITE_WATTS = 600_000;
    private static final int REPLICAS = 8;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private static Path directory;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);

    @BeforeAll
    static void start() {
        fleet =
                Fleet.start(
                        directory,
                        new RowSite(
                                SITE_WATTS,
                                List.of(
                                        new RowSite.Row("east", EAST_WATTS, "e", 3),
                                        new RowSite.Row("west", WEST_WATTS, "w", 2))));
        fleet.apply(TestSite.chat(REPLICAS));
        Await.until(
                "all replicas serve and every rack is heard",
                Duration.ofSeconds(90),
                () -> serving() == REPLICAS && fresh() == 5);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @AfterEach
    void calm() {
        List.of("east-1", "east-2", "east-3")
                .forEach(rack -> fleet.fault("e", "mend?rack=" + rack));
        List.of("west-1", "west-2").forEach(rack -> fleet.fault("w", "mend?rack=" + rack));
        fleet.send("DELETE", "/api/v1/site/load-target", "", "");
    }

    /** Racks that are still cut, for a test before or for what was not heard at the start. */
    @BeforeEach
    void awaitCalm() {
        Await.until(
                "what was cut is lifted",
                Duration.ofMinutes(4),
                () -> fleet.get("/alarms?standing=true").path("items").isEmpty());
    }

    private static long serving() throws SQLException {
        return fleet.ledger.number(
                "select count(*) from replica where state = 'SERVING' and routed");
    }

    private static int fresh() {
        return fleet.get("/site").path("racks").path("fresh").asInt();
    }

    private static void surge(String agent, String... racks) {
        for (String rack : racks) {
            fleet.fault(agent, "surge?rack=" + rack + "&use=1&seconds=600");
        }
    }

    private static JsonNode domain(String name) {
        for (JsonNode domain : fleet.get("/domains").path("items")) {
            if (domain.path("name").asText().equals(name)) {
                return domain;
            }
        }
        throw new AssertionError("no domain " + name);
    }

    private static long drawnWatts(String domain) {
        return domain(domain).path("drawnWatts").asLong();
    }

    private static long sumOfDraws(String row) {
        long watts = 0;
        for (JsonNode rack : fleet.get("/racks?row=" + row).path("items")) {
            watts += rack.path("powerWatts").asLong();
        }
        return watts;
    }

    /** First, on racks that nothing has cut: a cut that goes on from another is no new act. */
    @Test
    @Order(1)
    void guardGoesOnWhileTheDatabaseIsAwayAndAllItDidIsAuditedInOrder() throws Exception {
        long newest = fleet.ledger.number("select coalesce(max(id), 0) from audit");
        long waiting;
        Instant resumedAt;
        fleet.infrastructure.pausePostgres();
        try {
            surge("e", "east-1", "east-2", "east-3");
            Await.until("the cap waits for the audit log", SOON, () -> waitingActs() > 0);
            Await.until(
                    "racks that want 420 kW draw what the row bears",
                    SOON,
                    () -> {
                        long watts = PowerRecord.of(fleet.infrastructure).lastWatts("east");
                        return watts > EAST_WATTS * 80 / 100 && watts <= EAST_WATTS;
                    });
            long capped = waitingActs();
            fleet.fault("e", "leak?rack=east-1&kind=tray&tray=1");
            Await.until("so does the drain", SOON, () -> waitingActs() > capped);
            long drained = waitingActs();
            fleet.fault("e", "mend?rack=east-1");
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
        surge("e", "east-1", "east-2", "east-3");
        Await.until("the surge is capped", SOON, () -> isCapped("east", EAST_WATTS));

        fleet.plane().kill();
        fleet.restartPlane();
        Await.until(
                "another guard is on duty",
                SOON,
                () -> !domain("east").path("budgetInForceWatts").isNull());
        for (int looks = 0; looks < 20; looks++) {
            assertThat(sumOfDraws("east")).isLessThanOrEqualTo(EAST_WATTS);
        }
    }

    private static boolean isCapped(String domain, long budgetWatts) {
        long watts = drawnWatts(domain);
        return watts > budgetWatts * 80 / 100 && watts <= budgetWatts * 99 / 100;
    }

    @Test
    void loadTargetIsMetByRequestAndByEventAndLifted() {
        surge("e", "east-1", "east-2", "east-3");
        surge("w", "west-1", "west-2");
        Await.until("the site draws much", SOON, () -> drawnWatts("site") > 450_000);

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
        assertThat(drawnWatts("site")).isLessThanOrEqualTo(400_000);

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
                () -> drawnWatts("site") > 350_000);
    }

    private static String state() {
        return fleet.get("/site/load-target").path("state").asText();
    }

    @Test
    void suggestionIsDoneOnceSomebodyApprovesIt() throws SQLException {
        mode("suggest");
        try {
            long actsBefore = acts("cap");
            surge("e", "east-1", "east-2", "east-3");
            Await.until(
                    "it says what it would do",
                    SOON,
                    () -> acts("suggest-cap") > 0 && drawnWatts("east") > EAST_WATTS);
            assertThat(acts("cap")).isEqualTo(actsBefore);
            assertThat(fleet.get("/alarms?standing=true").path("items"))
                    .anyMatch(alarm -> alarm.path("subject").asText().equals("domain/east"));

            String id = suggestionFor("domain/east").path("id").asText();
            assertThat(approve(id)).isEqualTo(200);
            Await.until("now it does it", SOON, () -> isCapped("east", EAST_WATTS));
            assertThat(approve(id)).as("twice is once").isEqualTo(200);
            assertThat(suggestionFor("domain/east").path("approvedBy").asText()).isNotEmpty();
            assertThat(
                            fleet.ledger.number(
                                    "select count(*) from audit where subject = 'domain/east' and"
                                            + " action = 'cap' and detail like '%; approved by %'"))
                    .isPositive();

            fleet.plane().kill();
            fleet.restartPlane();
            Await.until(
                    "the next leader's guard is on duty",
                    SOON,
                    () -> !domain("east").path("budgetInForceWatts").isNull());
            assertThat(suggestionFor("domain/east").path("id").asText()).isEqualTo(id);
            Await.until(
                    "and goes on with what was approved",
                    SOON,
                    () ->
                            isCapped("east", EAST_WATTS)
                                    && suggestionFor("domain/east").path("approvedBy").isTextual());
        } finally {
            mode("act");
        }
        Await.until(
                "what it may do anyway is no suggestion",
                SOON,
                () -> fleet.get("/safety/suggestions").path("items").isEmpty());
    }

    private static JsonNode suggestionFor(String subject) {
        for (JsonNode suggestion : fleet.get("/safety/suggestions").path("items")) {
            if (suggestion.path("subject").asText().equals(subject)) {
                return suggestion;
            }
        }
        throw new AssertionError("nothing is suggested for " + subject);
    }

    private static int approve(String id) {
        return fleet.send(
                        "POST",
                        "/api/v1/safety/suggestions/" + id + "/approve",
                        "{}",
                        "application/json")
                .statusCode();
    }

    private static long acts(String action) throws SQLException {
        return fleet.ledger.number(
                "select count(*) from audit where actor = 'safety' and action = '%s'"
                        .formatted(action));
    }

    private static void mode(String mode) {
        assertThat(
                        fleet.send(
                                        "PUT",
                                        "/api/v1/safety/modes",
                                        "{\"modes\": {\"power\": \"%s\"}}".formatted(mode),
                                        "application/json")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void leakOfTwoTraysTripsTheRackForGoodAndItsReplicasMove() throws SQLException {
        String rack =
                fleet.ledger
                        .rows(
                                "select rack from replica where state = 'SERVING' order by rack"
                                        + " limit 1")
                        .getFirst();
        String agent = rack.startsWith("east") ? "e" : "w";
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
                                        == REPLICAS);

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
