package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {

    /** A service one of whose replicas waits. */
    static final String WAITING_SERVICE =
            """
            {"apiVersion": "gigafleet/v1", "kind": "InferenceService",
             "metadata": {"name": "chat", "labels": {"tier": "no"}},
             "spec": {"tenant": "acme",
               "model": {"name": "deepseek-v3.1", "parametersTotal": 671e9, "precision": "fp8"},
               "replicas": {"min": 2, "max": 4}, "shape": {"accelerators": 8}, "priority": 2,
               "slo": {"ttftP95": "500ms", "tpotP95": "40ms"}},
             "status": {"wanted": 3, "placed": 2, "serving": 2, "satisfied": false,
               "ttftP50Millis": 130.2, "ttftP95Millis": 412, "tpotP95Millis": 31.54, "tokensPerSecond": 5230,
               "requestsPerSecond": 12.5, "queuedRequests": 3,
               "wattsCommitted": 22400,
               "replicas": [
                 {"id": "chat-0", "service": "chat", "slot": 0, "part": 0, "role": "AGGREGATED", "rack": "r1", "accelerators": [0,1,2,3,4,5,6,7], "state": "SERVING", "routed": true, "leaving": true},
                 {"id": "chat-1", "service": "chat", "slot": 1, "part": 2, "role": "DECODE", "rack": "r2", "accelerators": [0,1,2,3,8,10,11,12], "state": "LOADING", "routed": false}],
               "unplaced": [{"slot": 2, "reason": "PowerExhausted", "message": "pdu-1 has 3 kW left",
                 "nearestFit": {"rack": "r3", "missingWatts": 4200}, "since": "2026-03-01T02:58:00Z"}],
               "planned": [{"sku": "gb300-nvl72", "wattsPerAccelerator": 770, "source": "OBSERVED",
                 "observedWatts": 700, "marginPercent": 10, "rackMinutes": 640}],
               "queue": [{"position": 3, "service": "chat", "priority": 2, "replicas": 1, "slots": [2],
                 "shape": "8 accelerators", "reason": "PowerExhausted", "message": "pdu-1 has 3 kW left",
                 "nearestFit": "needs 7.2 kW; the best, r3, has 3.0 kW",
                 "funnel": {"considered": 8, "readiness": 2, "power": 6}, "verdict": "NOT_NOW",
                 "since": "2026-03-01T02:58:00Z", "nextTryMillis": 200,
                 "ahead": {"replicas": 4, "services": ["search", "code"]}}]}}
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
    void serviceIsDescribedWithTheReasonsWhyItWaits() {
        plane.answers("GET /services/chat", 200, WAITING_SERVICE);
        plane.answers(
                "GET /placements/history?limit=10&service=chat",
                200,
                """
                {"items": [{"at": "2026-03-01T02:59:00Z", "event": "PLACED", "replica": "chat-1",
                  "service": "chat", "slot": 1, "part": 2, "role": "DECODE", "rack": "r2", "accelerators": 8, "cause": "placed"}],
                 "nextCursor": null}
                """);

        assertThat(operator.types("describe", "service", "chat").out())
                .isEqualTo(
                        """
                        service       chat
                        tenant        acme
                        model         deepseek-v3.1, fp8
                        replicas      2 serving, 2 placed, 3 wanted (min 2, max 4)
                        satisfied     no
                        shape         8 accelerators a replica
                        placement     anywhere
                        priority      2
                        ttft          p50 130 ms, p95 412 ms (promised p95 500ms)
                        tpot          p95 31.5 ms (promised p95 40ms)
                        requests      12.5 /s, 3 queued
                        tokens        5,230 tok/s
                        power         22.4 kW committed
                        planned draw  770 W an accelerator on gb300-nvl72 (observed p99 700 W + 10 %, 640 rack-minutes)

                        placed
                          REPLICA  SERVICE  SLOT  PART      RACK  ACCELERATORS  STATE             ROUTED
                          chat-0   chat        0  0         r1    0-7           SERVING, leaving  yes
                          chat-1   chat        1  2 decode  r2    0-3,8,10-12   LOADING           no

                        waiting
                          1 replica of 8 accelerators: PowerExhausted for 2m, not now, next try within 200 ms
                            pdu-1 has 3 kW left
                            nearest fit: needs 7.2 kW; the best, r3, has 3.0 kW
                            8 racks considered; rejected: 2 by readiness, 6 by power
                            position 3, behind 4 replicas of search, code

                        history
                          AGE  EVENT   REPLICA  SERVICE  SLOT  RACK  ACCELERATORS  CAUSE
                          60s  PLACED  chat-1   chat        1  r2               8  placed
                        """);
    }

    @Test
    void rackIsDescribedWithHowFarItsAgentIs() {
        plane.answers(
                "GET /racks/r1",
                200,
                """
                {"name": "r1", "sku": "gb300-nvl72", "hall": "h1", "row": "h1-r1", "position": 1,
                 "powerDomain": "pdu-1", "coolantLoop": "l1", "condition": "FRESH", "cordoned": true,
                 "acceleratorsFree": 64, "accelerators": 72, "powerWatts": 31240, "capWatts": 93750,
                 "dieMaxCelsius": 48.1, "supplyCelsius": 40, "returnCelsius": 44.5, "utilization": 0.12,
                 "tokensPerSecond": 1204, "asOf": "2026-03-01T02:59:59Z", "agent": "agent-1",
                 "labels": {"gen": "3"}, "assignment": {"epoch": 3, "generation": 12},
                 "observed": {"epoch": 3, "generation": 11},
                 "conditionCause": "heard 1 s ago", "operatorCapWatts": 84000, "refusal": null,
                 "trip": {"id": "t-9", "cause": "LEAK", "detail": "tray 4"}, "replicas": 1,
                 "placements": [{"id": "chat-0", "service": "chat", "slot": 0, "part": 0, "rack": "r1", "accelerators": [0,1], "state": "SERVING", "routed": true}]}
                """);

        assertThat(operator.types("describe", "rack", "r1").out())
                .isEqualTo(
                        """
                        rack            r1
                        sku             gb300-nvl72
                        place           hall h1, row/pos h1-r1/1
                        fed by          pdu-1, cooled by l1
                        condition       FRESH cordoned
                        because         heard 1 s ago
                        tripped         LEAK, tray 4; 'gigafleet clear-trip r1 t-9' lets it go on
                        last heard      1s ago
                        agent           agent-1
                        labels          gen=3
                        accelerators    64 free of 72
                        power           31.2 kW drawn, 93.8 kW cap
                        temperature     48.1 °C hottest die, 40.0 °C supply, 44.5 °C return
                        operator's cap  84.0 kW
                        utilization     12 %
                        tokens          1,204 tok/s
                        assignment      generation 12, epoch 3
                        observed        generation 11, epoch 3 (behind)

                        replicas
                          REPLICA  SERVICE  SLOT  PART  RACK  ACCELERATORS  STATE    ROUTED
                          chat-0   chat        0  0     r1    0-1           SERVING  yes
                        """);
    }
}
