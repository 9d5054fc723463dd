package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of the guard at night, and say to it. */
class SafetyCommandTest {

    private static final String MET =
            """
            {"state": "APPROACHING", "drawnWatts": 702000, "progress": "702 kW of 600 kW",
             "target": {"id": "operator 1", "watts": 600000, "from": "2026-03-01T02:59:30Z",
                        "until": "2026-03-01T05:00:00Z", "deadline": "2026-03-01T03:00:30Z",
                        "setBy": "alice", "setAt": "2026-03-01T02:59:30Z", "reason": "peak"},
             "upcoming": []}
            """;
    private static final String MODES =
            """
            {"items": [{"scope": "site", "held": true, "holdReason": "meter swap", "heldBy": "bob",
                        "heldAt": "2026-03-01T02:50:00Z",
                        "modes": {"power": "act", "heat": "act", "leak": "suggest", "health": "act",
                                  "load-target": "act"}}], "nextCursor": null}
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
    void loadTargetIsSetByWhatIsLeftOnTheClock() {
        plane.answers("PUT /site/load-target", 200, MET);

        Operator.Saw saw =
                operator.types(
                        "load-target",
                        "set",
                        "600kW",
                        "--until",
                        "2h",
                        "--deadline",
                        "60s",
                        "--reason",
                        "peak");

        assertThat(plane.asked().getFirst().body())
                .isEqualTo(
                        "{\"watts\":600000,\"until\":\"2026-03-01T05:00:00Z\",\"deadline\":"
                                + "\"2026-03-01T03:01:00Z\",\"reason\":\"peak\"}");
        assertThat(saw.out())
                .isEqualTo(
                        """
                        load target  600.0 kW
                        state        coming down, 102.0 kW to go, to be met 2026-03-01T03:00:30Z (in 30s)
                        drawn        702.0 kW
                        progress     702 kW of 600 kW
                        from         2026-03-01T02:59:30Z (30s ago)
                        deadline     2026-03-01T03:00:30Z (in 30s)
                        until        2026-03-01T05:00:00Z (in 2h)
                        set by       alice
                        reason       peak
                        """);
    }

    @Test
    void loadTargetWithoutAUnitIsAWrongCommandLine() {
        Operator.Saw saw = operator.types("load-target", "set", "450", "--until", "10m");

        assertThat(saw.exitCode()).isEqualTo(2);
        assertThat(saw.err())
                .contains("'450' is no power; write it with its unit, as 600kW, 1.2MW or 84000W");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void noLoadTargetIsSaidInOneWord() {
        plane.answers(
                "GET /site/load-target",
                200,
                "{\"state\": \"NONE\", \"target\": null, \"drawnWatts\": 500000,"
                        + " \"progress\": \"\", \"upcoming\": []}");

        assertThat(operator.types("load-target", "get").out())
                .isEqualTo("load target  none\ndrawn        500.0 kW\n");
    }

    @Test
    void powerAndTimesThatAreNoneAreWrongCommandLines() {
        Operator.Saw power = operator.types("load-target", "set", "lots", "--until", "2h");
        Operator.Saw time = operator.types("load-target", "set", "600kW", "--until", "soon");

        assertThat(power.exitCode()).isEqualTo(2);
        assertThat(power.err()).contains("'lots' is no power; write it with its unit");
        assertThat(time.exitCode()).isEqualTo(2);
        assertThat(time.err()).contains("'soon' is no time; write 90s, 2h, or");
    }

    @Test
    void modesShowWhoHoldsTheGuardAndWhy() {
        plane.answers("GET /safety/modes", 200, MODES);

        assertThat(operator.types("safety", "modes").out())
                .isEqualTo(
                        """
                        SCOPE  POWER  HEAT  LEAK     HEALTH  LOAD-TARGET  HELD
                        site   act    act   suggest  act     act          by bob for 10m: meter swap
                        """);
    }

    @Test
    void modesAreSetForAScope() {
        plane.answers("PUT /safety/modes", 200, MODES);

        operator.types("safety", "set", "power=suggest", "heat=act", "--scope", "row/h1-r1");

        assertThat(plane.asked().getFirst().body())
                .isEqualTo(
                        "{\"scope\":\"row/h1-r1\",\"modes\":{\"power\":\"suggest\",\"heat\":\"act\"},"
                            + "\"reason\":\"\"}");
    }

    @Test
    void holdNeedsAReason() {
        plane.answers("POST /safety/hold", 200, MODES);

        assertThat(operator.types("safety", "hold").exitCode()).isEqualTo(2);
        assertThat(operator.types("safety", "hold", "--reason", "meter swap").out())
                .startsWith("the guard acts no longer by itself in site; caps in force stay.");
    }

    @Test
    void actsSayWhatWasOnlyProposed() {
        plane.answers(
                "GET /safety/acts?limit=50",
                200,
                """
                {"items": [
                  {"at": "2026-03-01T02:59:57Z", "action": "trip", "subject": "rack/r1", "done": false,
                   "detail": "leak: two trays"},
                  {"at": "2026-03-01T02:59:00Z", "action": "cap", "subject": "domain/d1", "done": true,
                   "detail": "power: 894 kW of 900 kW"}]}
                """);

        assertThat(operator.types("safety", "acts").out())
                .isEqualTo(
                        """
                        AGE  ACT         SUBJECT    WHY
                         3s  would trip  rack/r1    leak: two trays
                        60s  cap         domain/d1  power: 894 kW of 900 kW
                        """);
    }

    @Test
    void alarmsShowWhatNobodyHasSeen() {
        plane.answers(
                "GET /alarms?standing=true",
                200,
                """
                {"items": [
                  {"key": "leak rack/r1", "severity": "critical", "since": "2026-03-01T02:59:00Z",
                   "count": 2, "standing": true, "text": "one tray leaks", "acknowledgedBy": null,
                   "silencedBy": null},
                  {"key": "power-band domain/d1", "severity": "warning",
                   "since": "2026-03-01T02:00:00Z", "count": 1, "standing": true,
                   "text": "894 kW of 900 kW", "acknowledgedBy": "alice", "silencedBy": null}]}
                """);

        assertThat(operator.types("alarms").out())
                .isEqualTo(
                        """
                        SEVERITY  SINCE  TIMES  STATE          KEY                   TEXT
                        critical    60s      2  NEW            leak rack/r1          one tray leaks
                        warning     60m      1  seen by alice  power-band domain/d1  894 kW of 900 kW
                        """);
    }

    @Test
    void alarmIsAcknowledgedByItsKey() {
        plane.answers("POST /alarms/leak%20rack%2Fr1/acknowledge", 200, "{}");

        assertThat(operator.types("alarms", "ack", "leak rack/r1").out())
                .isEqualTo("alarm leak rack/r1 acknowledged; raised again, it asks again\n");
    }

    @Test
    void keyOfAnAlarmIsTakenAsItIsShownWithoutQuotes() {
        plane.answers("POST /alarms/leak-sensor%20rack%2Fr3/acknowledge", 200, "{}");
        plane.answers("POST /alarms/leak-sensor%20rack%2Fr3/silence", 200, "{}");

        Operator.Saw acknowledged =
                operator.types("alarms", "ack", "leak-sensor", "rack/r3", "--reason", "on my way");
        Operator.Saw silenced =
                operator.types("alarms", "silence", "--until", "2h", "leak-sensor", "rack/r3");

        assertThat(acknowledged.out())
                .isEqualTo("alarm leak-sensor rack/r3 acknowledged; raised again, it asks again\n");
        assertThat(silenced.out())
                .isEqualTo("alarm leak-sensor rack/r3 is silent until 2026-03-01T05:00:00Z\n");
    }

    @Test
    void maintenanceIsAnnouncedAndEnded() {
        plane.answers(
                "POST /maintenance-windows",
                201,
                "{\"id\": \"mw-9\", \"until\": \"2026-03-01T07:00:00Z\"}");
        plane.answers("DELETE /maintenance-windows/mw-9", 204, "");

        assertThat(operator.types("maintenance", "add", "row/h1-r1", "--until", "4h").out())
                .isEqualTo(
                        "window mw-9: row/h1-r1 until 2026-03-01T07:00:00Z; what runs there stays,"
                                + " 'gigafleet drain' moves it\n");
        assertThat(operator.types("maintenance", "end", "mw-9").out())
                .isEqualTo("window mw-9 ended\n");
        assertThat(plane.asked().getFirst().body())
                .isEqualTo(
                        "{\"scope\":\"row/h1-r1\",\"until\":\"2026-03-01T07:00:00Z\","
                                + "\"reason\":\"\"}");
    }

    @Test
    void suggestionsStandWithTheIdsThatApproveThem() {
        plane.answers(
                "GET /safety/suggestions",
                200,
                """
                {"items": [
                  {"id": "s7-3", "automation": "power", "action": "cap", "subject": "domain/h1-r1",
                   "numbers": "it draws 440.0 kW of 420.0 kW", "since": "2026-03-01T02:59:30Z",
                   "approvedBy": null, "approvedAt": null, "approvedUntil": null},
                  {"id": "s7-2", "automation": "heat", "action": "derate", "subject": "rack/r1",
                   "numbers": "die 84.0", "since": "2026-03-01T02:50:00Z", "approvedBy": "bob",
                   "approvedAt": "2026-03-01T02:51:00Z", "approvedUntil": "2026-03-01T03:06:00Z"}],
                 "nextCursor": null}
                """);

        assertThat(operator.types("safety", "suggestions").out())
                .isEqualTo(
                        """
                        ID    SINCE  WOULD   SUBJECT       APPROVED                                   WHY
                        s7-3    30s  cap     domain/h1-r1  no                                         power: it draws 440.0 kW of 420.0 kW
                        s7-2    10m  derate  rack/r1       by bob until 2026-03-01T03:06:00Z (in 6m)  heat: die 84.0
                        """);
    }

    @Test
    void approvedSuggestionSaysForHowLong() {
        plane.answers(
                "POST /safety/suggestions/s7-3/approve",
                200,
                """
                {"id": "s7-3", "action": "cap", "subject": "domain/h1-r1",
                 "approvedUntil": "2026-03-01T03:15:00Z"}
                """);

        Operator.Saw saw = operator.types("safety", "approve", "s7-3", "--reason", "go");

        assertThat(plane.asked().getFirst().body()).isEqualTo("{\"reason\":\"go\"}");
        assertThat(saw.out())
                .isEqualTo(
                        "s7-3: the guard may cap domain/h1-r1 until it is calm, at most until"
                                + " 2026-03-01T03:15:00Z\n");
    }

    @Test
    void suggestionThatIsOverIsRefusedInThePlanesWords() {
        plane.answers(
                "POST /safety/suggestions/s7-3/approve",
                409,
                """
                {"type": "https://gigafleet.io/problems/conflict", "status": 409, "title": "conflict",
                 "detail": "Suggestion 's7-3' (cap domain/h1-r1) stands no longer: it was over at T."}
                """);

        Operator.Saw saw = operator.types("safety", "approve", "s7-3");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(saw.err()).contains("stands no longer");
    }
}
