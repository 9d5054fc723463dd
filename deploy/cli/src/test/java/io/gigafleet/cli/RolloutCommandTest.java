package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutCommandTest {

    /** Wave 2 of 3 is on its way; the phase and the racks of wave 2 are to be filled in. */
    private static final String ROLLOUT =
            """
            {"name": "hall-64", "kind": "commission", "firmware": "25.10.2", "mode": "automatic",
             "phase": "%s", "pause": "NONE", "reason": "wave 2 is on its way", "wave": 2, "waves": 3,
             "since": "2026-03-01T02:48:00Z", "startedAt": "2026-03-01T01:00:00Z", "finishedAt": null,
             "deadline": "2026-03-01T12:00:00Z", "speed": 600.0,
             "order": {"held": false, "resumes": 0, "approvals": 0, "aborted": false, "reason": ""},
             "racks": {"total": 14, "waiting": 4, "active": 1, "inService": 8, "quarantined": 1, "skipped": 0, "left": 0},
             "megawatts": {"total": 1.96, "inService": 1.12},
             "forecast": {"likely": "2026-03-01T10:00:00Z", "early": "2026-03-01T09:00:00Z", "late": "2026-03-01T13:00:00Z"},
             "throughput": {"racksPerDay": 31.24, "megawattsPerDay": 4.3736},
             "waveList": [
               {"wave": 1, "racks": 2, "waiting": 0, "active": 0, "inService": 2, "quarantined": 0, "skipped": 0, "left": 0},
               {"wave": 2, "racks": 8, "waiting": 0, "active": 1, "inService": 6, "quarantined": 1, "skipped": 0, "left": 0},
               {"wave": 3, "racks": 4, "waiting": 4, "active": 0, "inService": 0, "quarantined": 0, "skipped": 0, "left": 0}],
             "rackList": [
               {"rack": "r1", "wave": 1, "state": "DONE", "stage": "IN_SERVICE", "work": null, "ticket": null},
               {"rack": "r17", "wave": 2, "state": "ACTIVE", "stage": "ENERGIZED", "ticket": null, "work": %s},
               {"rack": "r9", "wave": 2, "state": "QUARANTINED", "stage": "QUARANTINED", "work": null,
                "ticket": {"id": "t-4", "cause": "LEAK", "component": "tray 7", "evidence": "pressure decay 3.1 kPa"}},
               {"rack": "r30", "wave": 3, "state": "WAITING", "stage": "PLANNED", "work": null, "ticket": null}]}
            """;

    private static final String LEAK_TEST =
            """
            {"stage": "LEAK_TESTED", "attempt": 1, "since": "2026-03-01T02:55:00Z",
             "askedAt": "2026-03-01T02:56:00Z", "elapsed": "PT4M", "sla": "PT10M", "inconclusive": false,
             "reason": "pressure decay 0.3 kPa, limit 1.0"}
            """;

    @TempDir Path directory;
    private FakePlane plane;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        plane = new FakePlane();
        operator = Operator.of(directory, plane);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void statusShowsWavesAsBarsAndTheRacksThatNeedALook() {
        answers("RUNNING", LEAK_TEST);

        assertThat(operator.types("rollout", "status", "hall-64").out())
                .isEqualTo(
                        """
                        rollout     hall-64, commission, firmware 25.10.2, automatic, speed 600
                        phase       RUNNING for 12m, wave 2 of 3: wave 2 is on its way
                        racks       8/14 in service (1.12 of 1.96 MW), 1 active, 4 waiting, 1 quarantined
                        forecast    2026-03-01 10:00:00Z, in 7h (6h to 10h)
                        deadline    2026-03-01 12:00:00Z, at risk
                        throughput  31.2 racks a day, 4.37 MW a day

                        waves
                          wave 1  ████████████████████████  2/2 in service
                          wave 2  ██████████████████░░░░░░  6/8 in service  1 active  1 quarantined
                          wave 3  ░░░░░░░░░░░░░░░░░░░░░░░░  0/4 in service

                        in progress
                          r9   QUARANTINED                        LEAK tray 7: pressure decay 3.1 kPa (ticket t-4)
                          r17  LEAK_TESTED  4m of 10m  attempt 1  pressure decay 0.3 kPa, limit 1.0
                        """);
    }

    @Test
    void overdueAndInconclusiveRacksComeFirst() {
        answers("RUNNING", LEAK_TEST.replace("PT4M", "PT12M"));
        answers("RUNNING", LEAK_TEST.replace("\"inconclusive\": false", "\"inconclusive\": true"));

        String overdue = operator.types("rollout", "status", "hall-64").out();
        String inconclusive = operator.types("describe", "rollout", "hall-64").out();

        assertThat(overdue).contains("in progress\n  r17  LEAK_TESTED  12m of 10m, overdue");
        assertThat(inconclusive).contains("in progress\n  r17  LEAK_TESTED inconclusive");
    }

    @Test
    void watchInAPipeSaysWhatChangedAndEndsWithTheRollout() {
        answers("RUNNING", LEAK_TEST);
        answers("RUNNING", LEAK_TEST.replace("PT4M", "PT5M"));
        answers("RUNNING", LEAK_TEST.replace("LEAK_TESTED", "PROVISIONED"));
        answers("COMPLETED", "null");

        Operator.Saw saw = operator.types("rollout", "status", "hall-64", "--watch");

        assertThat(saw.exitCode()).isZero();
        assertThat(saw.out())
                .isEqualTo(
                        """
                        03:00:00 rollout hall-64  RUNNING: wave 2 is on its way
                        03:00:00 wave 1  2/2 in service
                        03:00:00 wave 2  6/8 in service  1 active  1 quarantined
                        03:00:00 wave 3  0/4 in service
                        03:00:00 r9  QUARANTINED: LEAK tray 7: pressure decay 3.1 kPa (ticket t-4)
                        03:00:00 r17  LEAK_TESTED, attempt 1: pressure decay 0.3 kPa, limit 1.0
                        03:00:02 r17  PROVISIONED, attempt 1: pressure decay 0.3 kPa, limit 1.0
                        03:00:03 rollout hall-64  COMPLETED: wave 2 is on its way
                        03:00:03 r17  ENERGIZED
                        """);
    }

    @Test
    void watchOfAnAbortedRolloutFails() {
        answers("ABORTED", "null");

        assertThat(operator.types("rollout", "status", "hall-64", "--watch").exitCode())
                .isEqualTo(1);
    }

    @Test
    void watchWaitsForAPlaneThatIsAwayForAWhile() {
        answers("RUNNING", "null");
        plane.answers("GET /rollouts/hall-64", 503, "{\"title\": \"The database is away\"}");
        answers("COMPLETED", "null");

        Operator.Saw saw = operator.types("rollout", "status", "hall-64", "--watch");

        assertThat(saw.exitCode()).isZero();
        assertThat(saw.out()).contains("03:00:01 plane  ");
    }

    @Test
    void watchOnAScreenDrawsOverWhatItDrewAndKeepsToTheScreen() {
        answers("RUNNING", LEAK_TEST);
        answers("COMPLETED", "null");

        String out = operator.atScreen(10, 40).types("rollout", "status", "hall-64", "-w").out();

        assertThat(out).contains("… ").contains(" more lines\u001b[K\n");
        assertThat(out).as("back to the first line").contains("\u001b[9A\r");
        assertThat(out.lines().findFirst().orElseThrow())
                .hasSize(40 + "\u001b[K".length())
                .contains("…");
    }

    @Test
    void watchAsJsonIsALineALook() {
        answers("RUNNING", "null");
        answers("COMPLETED", "null");

        assertThat(
                        operator.types("rollout", "status", "hall-64", "--watch", "--json")
                                .out()
                                .lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"name\":\"hall-64\""));
    }

    @Test
    void finishedRolloutIsHeldAgainstItsForecasts() {
        plane.answers(
                "GET /rollouts/hall-64",
                200,
                """
                {"name": "hall-64", "kind": "commission", "mode": "automatic", "phase": "COMPLETED",
                 "pause": "NONE", "reason": "all racks are in service", "speed": 1,
                 "startedAt": "2026-03-01T01:00:00Z", "finishedAt": "2026-03-01T13:00:00Z",
                 "deadline": "2026-03-01T12:00:00Z",
                 "firstForecast": {"likely": "2026-03-01T11:00:00Z"},
                 "canaryForecast": {"likely": "2026-03-01T13:30:00Z"}}
                """);

        assertThat(operator.types("rollout", "status", "hall-64").out())
                .contains(
                        "deadline  2026-03-01 12:00:00Z, missed",
                        "finished  2026-03-01 13:00:00Z, after 12h; first forecast: 2h later; after"
                                + " the canary: 30m earlier");
    }

    @Test
    void ordersCarryTheirReason() {
        plane.answers("POST /rollouts/hall-64/pause", 200, "{}")
                .answers("POST /rollouts/hall-64/racks/r9/retry", 200, "{}");

        assertThat(operator.types("rollout", "pause", "hall-64", "--reason", "noise").out())
                .isEqualTo("rollout hall-64 pauses: nothing new is asked of any rack\n");
        assertThat(
                        operator.types("rollout", "retry", "hall-64", "r9", "--reason", "new hose")
                                .out())
                .isEqualTo("rack r9 of rollout hall-64 is tried again\n");
        assertThat(plane.asked())
                .extracting(FakePlane.Asked::body)
                .containsExactly("{\"reason\":\"noise\"}", "{\"reason\":\"new hose\"}");
    }

    @Test
    void rackThatIsTriedAgainShowsWhatItIsAtAndItsTicket() {
        plane.answers(
                "GET /rollouts/hall-64",
                200,
                ROLLOUT.formatted("RUNNING", LEAK_TEST)
                        .replace(
                                "\"ENERGIZED\", \"ticket\": null",
                                "\"ENERGIZED\", \"ticket\": {\"id\": \"t-9\", \"cause\":"
                                        + " \"LOW_FLOW\"}"));

        assertThat(operator.types("rollout", "status", "hall-64").out())
                .contains("pressure decay 0.3 kPa, limit 1.0 (ticket t-9)");
    }

    @Test
    void rackOrderWithoutAReasonIsAWrongCommandLine() {
        assertThat(operator.types("rollout", "skip", "hall-64", "r9").exitCode()).isEqualTo(2);
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void refusedOrderIsAConflict() {
        plane.answers(
                "POST /rollouts/hall-64/abort",
                409,
                "{\"title\": \"Conflict\", \"detail\": \"rollout hall-64 is COMPLETED\"}");

        Operator.Saw saw = operator.types("rollout", "abort", "hall-64", "--reason", "late");

        assertThat(saw.exitCode()).isEqualTo(4);
        assertThat(saw.err()).contains("rollout hall-64 is COMPLETED");
    }

    @Test
    void rolloutAloneShowsWhatThereIs() {
        Operator.Saw saw = operator.types("rollout");

        assertThat(saw.exitCode()).isEqualTo(2);
        assertThat(saw.err()).contains("status", "timeline", "pause", "retry", "skip");
    }

    @Test
    void rolloutsAndTicketsAreListed() {
        plane.answers(
                        "GET /rollouts?limit=500",
                        200,
                        "{\"items\": [" + ROLLOUT.formatted("RUNNING", "null") + "]}")
                .answers(
                        "GET /repair-tickets?limit=500&open=true&rack=r9",
                        200,
                        """
                        {"items": [{"id": "t-4", "rack": "r9", "stage": "LEAK_TESTED", "cause": "LEAK",
                          "component": "tray 7", "evidence": "decay 3.1 kPa", "openedAt": "2026-03-01T02:00:00Z"}]}
                        """);

        assertThat(operator.types("get", "rollouts").out())
                .isEqualTo(
                        """
                        NAME     KIND        PHASE    WAVE  IN SERVICE  ACTIVE  QUARANTINED  FOR  REASON
                        hall-64  commission  RUNNING   2/3        8/14       1            1  12m  wave 2 is on its way
                        """);
        assertThat(operator.types("get", "tickets", "--open", "--rack", "r9").out())
                .isEqualTo(
                        """
                        TICKET  RACK  STAGE        CAUSE  COMPONENT  STATE  AGE  EVIDENCE
                        t-4     r9    LEAK_TESTED  LEAK   tray 7     open   60m  decay 3.1 kPa
                        """);
    }

    @Test
    void deliveriesSayHowFarTheirRacksAre() {
        plane.answers(
                "GET /deliveries?limit=500",
                200,
                """
                {"items": [{"name": "may", "expected": 64, "awaited": 60,
                  "stages": {"PLANNED": 60, "BURNED_IN": 1, "IN_SERVICE": 3}}]}
                """);

        assertThat(operator.types("get", "deliveries").out())
                .isEqualTo(
                        """
                        NAME  RACKS  AWAITED  STAGES
                        may      64       60  60 PLANNED, 1 BURNED_IN, 3 IN_SERVICE
                        """);
    }

    private void answers(String phase, String work) {
        plane.answers("GET /rollouts/hall-64", 200, ROLLOUT.formatted(phase, work));
    }
}
