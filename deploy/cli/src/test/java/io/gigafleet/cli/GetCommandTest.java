package io.gigafleet.cli;

import static io.gigafleet.cli.DescribeCommandTest.WAITING_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {

    private static final String RACKS =
            """
            {"items": [
              {"name": "r1", "sku": "gb300-nvl72", "hall": "h1", "row": "h1-r1", "position": 1,
               "powerDomain": "pdu-1", "coolantLoop": "l1", "condition": "FRESH", "cordoned": false,
               "draining": false, "acceleratorsFree": 64, "accelerators": 72, "powerWatts": 31240,
               "capWatts": 93750, "committedWatts": 30500, "dieMaxCelsius": 48.13,
               "supplyCelsius": 40.0, "returnCelsius": 44.5, "utilization": 0.12,
               "tokensPerSecond": 1204.4, "replicas": 1, "asOf": "2026-03-01T02:59:59Z"},
              {"name": "r10", "sku": "gb300-nvl72", "row": "h1-r1", "position": 10,
               "condition": "LOST", "cordoned": true, "draining": true, "accelerators": 72,
               "asOf": "2026-03-01T02:45:00Z", "somethingNew": {"a": 1}}],
             "nextCursor": null}
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
    void racksAreATableWithUnitsInTheHeader() {
        plane.answers("GET /racks?limit=500", 200, RACKS);

        assertThat(operator.types("get", "racks").out())
                .isEqualTo(
                        """
                        NAME  SKU          ROW/POS   CONDITION      FREE/ALL  REPLICAS  POWER kW  COMMITTED kW  CAP kW  DIE MAX °C  UTIL %  TOK/S  AGE
                        r1    gb300-nvl72  h1-r1/1   FRESH             64/72         1      31.2          30.5    93.8        48.1      12  1,204   1s
                        r10   gb300-nvl72  h1-r1/10  LOST draining      -/72         -         -             -       -           -       -      -  15m
                        """);
    }

    @Test
    void filtersAreAskedOfTheServer() {
        plane.answers(
                "GET /racks?condition=LOST&limit=500&loop=l1&row=h1-r1&sku=gb300-nvl72",
                200,
                RACKS);

        Operator.Saw saw =
                operator.types(
                        "get",
                        "racks",
                        "--condition",
                        "LOST",
                        "--row",
                        "h1-r1",
                        "--loop",
                        "l1",
                        "--sku",
                        "gb300-nvl72");

        assertThat(saw.exitCode()).isZero();
    }

    @Test
    void oneRackIsAskedByName() {
        plane.answers("GET /racks/r%2F1", 200, "{\"name\": \"r/1\"}");

        assertThat(operator.types("get", "rack", "r/1").out()).contains("r/1");
    }

    @Test
    void moreRacksThanTheLimitAreSaidToBeThere() {
        plane.answers(
                "GET /racks?limit=2",
                200,
                "{\"items\": [{\"name\": \"r1\"}, {\"name\": \"r2\"}], \"nextCursor\": \"r2\"}");

        Operator.Saw saw = operator.types("get", "racks", "--limit", "2");

        assertThat(saw.out().lines()).hasSize(3);
        assertThat(saw.err()).isEqualTo("the first 2; --all shows the rest\n");
    }

    @Test
    void allFollowsTheCursorToTheEnd() {
        plane.answers(
                        "GET /racks?limit=500",
                        200,
                        "{\"items\": [{\"name\": \"r1\"}], \"nextCursor\": \"r1\"}")
                .answers(
                        "GET /racks?cursor=r1&limit=500", 200, "{\"items\": [{\"name\": \"r2\"}]}");

        Operator.Saw saw = operator.types("get", "racks", "--all");

        assertThat(saw.out()).contains("r1").contains("r2");
        assertThat(saw.err()).isEmpty();
    }

    @Test
    void jsonIsWhatTheServerSaid() {
        plane.answers("GET /racks?limit=500", 200, RACKS);

        assertThat(operator.types("get", "racks", "-o", "json").out())
                .contains("\"somethingNew\" : {")
                .contains("\"dieMaxCelsius\" : 48.13");
    }

    @Test
    void yamlOfAListIsOneDocument() {
        plane.answers(
                "GET /loops?limit=500",
                200,
                "{\"items\": [{\"name\": \"l1\", \"racks\": 2}, {\"name\": \"l2\"}]}");

        assertThat(operator.types("get", "loops", "-o", "yaml").out())
                .isEqualTo(
                        """
                        items:
                          - name: l1
                            racks: 2
                          - name: l2
                        """);
    }

    @Test
    void servicesAreATableWithWhatTheyWaitFor() {
        plane.answers("GET /services?limit=500", 200, "{\"items\": [" + WAITING_SERVICE + "]}");

        assertThat(operator.types("get", "services").out())
                .isEqualTo(
                        """
                        NAME  TENANT  MODEL          PRIO  WANTED  PLACED  SERVING  SATISFIED  TTFT P50 ms  TTFT P95 ms  SLO    TOK/S  POWER kW  WAITING FOR
                        chat  acme    deepseek-v3.1     2       3       2        2  no                 130          412  500ms  5,230      22.4  PowerExhausted
                        """);
    }

    @Test
    void servicesAsYamlAreManifestsWithoutTheirStatus() {
        plane.answers(
                "GET /services?limit=500",
                200,
                "{\"items\": [" + WAITING_SERVICE + "," + WAITING_SERVICE + "]}");

        String yaml = operator.types("get", "services", "-o", "yaml").out();

        assertThat(yaml)
                .startsWith(
                        """
                        apiVersion: gigafleet/v1
                        kind: InferenceService
                        metadata:
                          name: chat
                          labels:
                            tier: 'no'
                        """)
                .contains("parametersTotal: 671e9")
                .contains("---\napiVersion")
                .doesNotContain("status");
    }

    @Test
    void placementsShowAcceleratorsAsRanges() {
        plane.answers(
                "GET /placements?limit=500&service=chat",
                200,
                """
                {"items": [{"id": "chat-1", "service": "chat", "slot": 1, "part": 0, "rack": "r2",
                  "accelerators": [0,1,2,3,8,10,11,12], "state": "SERVING", "routed": true,
                  "plannedWatts": 9300, "cause": "wanted by chat", "changedAt": "2026-03-01T02:00:00Z"}]}
                """);

        assertThat(operator.types("get", "placements", "--service", "chat").out())
                .isEqualTo(
                        """
                        REPLICA  SERVICE  SLOT  PART  RACK  ACCELERATORS  STATE    ROUTED  PLANNED kW  AGE  CAUSE
                        chat-1   chat        1  0     r2    0-3,8,10-12   SERVING  yes            9.3  60m  wanted by chat
                        """);
    }

    @Test
    void domainsAreATree() {
        plane.answers(
                "GET /domains?limit=500",
                200,
                """
                {"items": [
                  {"name": "pdu-1", "kind": "pdu", "parent": "row-1", "budgetWatts": 450000, "committedWatts": 90000, "drawnWatts": 61000, "meteredWatts": 62000, "budgetInForceWatts": 225000, "band": "CALM", "feeds": 2, "feedsPresent": 1},
                  {"name": "site", "kind": "site", "parent": "", "budgetWatts": 750000, "committedWatts": 180000, "drawnWatts": 120500},
                  {"name": "row-1", "kind": "row", "parent": "site", "budgetWatts": 750000, "committedWatts": 180000, "drawnWatts": 120500}]}
                """);

        assertThat(operator.types("get", "domains").out())
                .isEqualTo(
                        """
                        DOMAIN     KIND  DRAWN kW  METERED kW  COMMITTED kW  BUDGET kW  COMMITTED %  IN FORCE kW  BAND  FEEDS
                        site       site     120.5           -         180.0      750.0           24            -  -     -
                          row-1    row      120.5           -         180.0      750.0           24            -  -     -
                            pdu-1  pdu       61.0        62.0          90.0      450.0           20        225.0  CALM  1/2
                        """);
    }

    @Test
    void oneDomainIsPickedByName() {
        plane.answers(
                "GET /domains?limit=500",
                200,
                "{\"items\": [{\"name\": \"a\", \"parent\": \"b\"}, {\"name\": \"b\"}]}");

        assertThat(operator.types("get", "domains", "a").out().lines()).hasSize(2);
        assertThat(operator.types("get", "domains", "c").exitCode()).isEqualTo(3);
    }

    @Test
    void siteIsSummedUp() {
        plane.answers(
                "GET /site",
                200,
                """
                {"name": "dps-8", "racks": {"total": 8, "fresh": 7, "stale": 1, "lost": 0, "bad": 0, "cordoned": 0},
                 "power": {"committedWatts": 410000, "drawnWatts": 395200, "budgetWatts": 750000},
                 "services": {"total": 2, "satisfied": 2}, "replicas": {"wanted": 6, "serving": 6},
                 "tokensPerSecond": 41234.5, "requestsPerSecond": 96.25, "ttftP50Millis": 120,
                 "ttftP95Millis": 410, "tpotP95Millis": 31.5, "joulesPerToken": 9.58,
                 "asOf": "2026-03-01T02:59:58Z", "leader": {"holder": "plane-1", "epoch": 3},
                 "domains": [{"name": "site", "kind": "site", "budgetWatts": 750000, "committedWatts": 410000, "drawnWatts": 395200}]}
                """);

        assertThat(operator.types("get", "site").out())
                .isEqualTo(
                        """
                        site      dps-8
                        racks     8 total, 7 fresh, 1 stale, 0 lost, 0 bad, 0 cordoned
                        power     395.2 kW drawn, 410.0 kW committed, 750.0 kW budget
                        services  2 of 2 satisfied
                        replicas  6 wanted, 6 serving
                        tokens    41,235 tok/s
                        requests  96.3 /s
                        ttft      p50 120 ms, p95 410 ms
                        tpot      p95 31.5 ms
                        energy    9.6 J/token
                        leader    plane-1, epoch 3
                        as of     2s ago

                        power domains
                          DOMAIN  KIND  DRAWN kW  METERED kW  COMMITTED kW  BUDGET kW  COMMITTED %  IN FORCE kW  BAND  FEEDS
                          site    site     395.2           -         410.0      750.0           55            -  -     -
                        """);
    }

    @Test
    void theQueueSaysWhoWaitsWhyAndWhetherThatHelps() {
        plane.answers(
                "GET /queue?limit=500",
                200,
                """
                {"items": [
                  {"position": 1, "service": "chat", "priority": 2, "replicas": 3,
                   "shape": "8 accelerators", "reason": "PowerExhausted", "message": "feed is committed",
                   "verdict": "NOT_NOW", "since": "2026-03-01T02:58:00Z", "nextTryMillis": 200,
                   "ahead": {"replicas": 0, "services": []}},
                  {"position": 2, "service": "huge", "priority": 0, "replicas": 1,
                   "shape": "4 racks of one row", "reason": "NeverFits", "message": "no row is so long",
                   "verdict": "NEVER", "since": "2026-03-01T02:00:00Z", "nextTryMillis": null,
                   "ahead": {"replicas": 3, "services": ["chat"]}}],
                 "nextCursor": null}
                """);

        assertThat(operator.types("get", "queue").out())
                .isEqualTo(
                        """
                        POSITION  SERVICE  PRIO  WAITING  SHAPE               REASON          VERDICT                          AGE  AHEAD  MESSAGE
                               1  chat        2        3  8 accelerators      PowerExhausted  not now, next try within 200 ms   2m      0  feed is committed
                               2  huge        0        1  4 racks of one row  NeverFits       never: waiting does not help     60m      3  no row is so long
                        """);
    }
}
