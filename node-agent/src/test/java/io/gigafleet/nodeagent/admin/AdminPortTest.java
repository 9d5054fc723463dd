package io.gigafleet.nodeagent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.AgentSettings;
import io.gigafleet.nodeagent.agent.HostedLoop;
import io.gigafleet.nodeagent.agent.HostedSite;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.SkuBook;
import io.gigafleet.nodeagent.agent.StateDirectory;
import io.gigafleet.nodeagent.bus.BusHealth;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminPortTest {

    @TempDir Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private AgentHost host;
    private AdminPort port;

    @BeforeEach
    void start() throws IOException {
        host =
                new AgentHost(
                        new AgentSettings(
                                "host-1", "test", Optional.empty(), 1, 1, 0, FaultPlan.NONE, 0),
                        AgentClock.system(),
                        new HostedSite(
                                List.of(
                                        new HostedLoop(
                                                "l1",
                                                300_000,
                                                List.of(
                                                        new HostedLoop.HostedRack(
                                                                "r1", TestSkus.gb300())))),
                                SkuBook.with(List.of())),
                        Map.of(),
                        new StateDirectory(directory),
                        OutboundBuffer.forRacks(1, 1));
        port = new AdminPort(0, host, new BusHealth());
        port.start();
        host.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        host.stop();
        port.stop();
        client.close();
    }

    @Test
    void healthAndMetricsAnswer() throws IOException, InterruptedException {
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        assertThat(get("/metrics").body()).contains("gigafleet_agent_brokers_connected 1");
        awaitMetric("gigafleet_rack_power_watts{rack=\"r1\"} 21000");
    }

    @Test
    void unknownRackIsNotFoundAndTheHostedOnesAreNamed() throws IOException, InterruptedException {
        awaitMetric("gigafleet_rack_power_watts");
        HttpResponse<String> answer = get("/metrics?rack=r9");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no rack 'r9'").contains("[r1]");
    }

    @Test
    void leakOnDemandTripsTheRack() throws IOException, InterruptedException {
        assertThat(post("/faults/leak?rack=r1&kind=tray&tray=3,4").statusCode()).isEqualTo(202);

        awaitMetric("gigafleet_rack_power_watts{rack=\"r1\"} 0");
        awaitMetric("gigafleet_rack_leak{rack=\"r1\"} 1");
    }

    @Test
    void faultOfAStageIsMadeAndMended() throws IOException, InterruptedException {
        awaitMetric("gigafleet_rack_switch_trays_up{rack=\"r1\"} 9");
        assertThat(
                        post("/faults/stage", "{\"rack\":\"r1\", \"fault\":\"switch-tray\"}")
                                .statusCode())
                .isEqualTo(202);
        awaitMetric("gigafleet_rack_switch_trays_up{rack=\"r1\"} 8");

        assertThat(post("/faults/stage", "{\"rack\":\"r1\",\"fault\":\"none\"}").statusCode())
                .isEqualTo(202);
        awaitMetric("gigafleet_rack_switch_trays_up{rack=\"r1\"} 9");
    }

    @Test
    void faultOfAStageThatMakesNoSenseIsExplained() throws IOException, InterruptedException {
        assertThat(post("/faults/stage", "{\"rack\":\"r1\",\"fault\":\"leek\"}").body())
                .contains("Maybe 'leak'?");
        assertThat(post("/faults/stage", "{\"rack\":\"r7\",\"fault\":\"leak\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("/faults/stage", "{\"rack\":\"r1\"}").body())
                .contains("names no fault")
                .contains("missing-tray");
        assertThat(get("/faults/stage").statusCode()).isEqualTo(405);
        assertThat(post("/faults/stage", "rack=r1").body()).contains("not a JSON object");
        assertThat(post("/faults/stage", "x".repeat(5_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void faultsThatMakeNoSenseAreExplained() throws IOException, InterruptedException {
        assertThat(get("/faults/leak?rack=r1").statusCode()).isEqualTo(405);
        assertThat(post("/faults/leak?rack=r1&kind=flood").body()).contains("expected dry, tray");
        assertThat(post("/faults/leak?rack=r7").statusCode()).isEqualTo(404);
        assertThat(post("/faults/silent?rack=r1&seconds=x").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsBrokenIsToldUntilItIsMended() throws IOException, InterruptedException {
        post("/faults/leak?rack=r1&tray=3");
        post("/faults/surge?rack=r1&seconds=0.001");
        post("/faults/pump?loop=l1&share=0.4");
        awaitMetric("gigafleet_rack_leak{rack=\"r1\"} 1");

        assertThat(get("/faults/standing").body())
                .isEqualTo(
                        "{\"faults\":[{\"subject\":\"loop/l1\",\"kind\":\"pump\",\"detail\":\"share=0.4\"},{\"subject\":\"rack/r1\",\"kind\":\"leak\",\"detail\":\"tray=3\"}]}\n");

        post("/faults/mend?rack=r1");
        post("/faults/mend?loop=l1");
        assertThat(get("/faults/standing").body()).isEqualTo("{\"faults\":[]}\n");
    }

    @Test
    void faultsAreListedWithWhatTheyTake() throws IOException, InterruptedException {
        String table = get("/faults").body();

        assertThat(table).contains("POST /faults/KIND?rack=ID");
        for (FaultKind kind : FaultKind.values()) {
            assertThat(table).contains(kind.word());
        }
    }

    @Test
    void everyFaultIsTakenAndMended() throws IOException, InterruptedException {
        awaitMetric("gigafleet_rack_power_watts{rack=\"r1\"} 21000");
        for (FaultKind kind : FaultKind.values()) {
            String seconds = kind.details().contains("seconds") ? "&seconds=1" : "";
            assertThat(post("/faults/" + kind.word() + "?rack=r1" + seconds).statusCode())
                    .as(kind.word())
                    .isEqualTo(202);
        }
        assertThat(post("/faults/surge?rack=r1&use=1").statusCode()).isEqualTo(202);
        awaitMetric("gigafleet_rack_power_watts{rack=\"r1\"} 140000");
        assertThat(post("/faults/mend?rack=r1").statusCode()).isEqualTo(202);
        awaitMetric("gigafleet_rack_power_watts{rack=\"r1\"} 21000");
    }

    @Test
    void loopsFaultsGoByRackOrByLoop() throws IOException, InterruptedException {
        assertThat(post("/faults/pump?loop=l1&share=0.5").statusCode()).isEqualTo(202);
        awaitMetric("gigafleet_rack_coolant_flow_liters_per_minute{rack=\"r1\"} 10");

        assertThat(post("/faults/surge?loop=l1").body()).contains("no fault of a loop");
        assertThat(post("/faults/pump?loop=l9").statusCode()).isEqualTo(404);
    }

    @Test
    void faultsOnDemandThatMakeNoSenseAreExplained() throws IOException, InterruptedException {
        assertThat(post("/faults/serge?rack=r1").body()).contains("Maybe 'surge'?");
        assertThat(post("/faults/surge?rack=r1&use=2").body()).contains("at most 1");
        assertThat(post("/faults/surge?rack=r1&seconds=-1").body()).contains("expected 0 to");
        assertThat(post("/faults/kill?rack=r1&accelerator=72").body()).contains("0 to 71");
        assertThat(post("/faults/throttle?rack=r1&accelerators=7-3").body())
                .contains("end is before its start");
        assertThat(post("/faults/sensor?rack=r1&of=smell").body()).contains("die, flow, watts");
        assertThat(post("/faults/leak?rack=r1&tray=18").body()).contains("0 to 17");
        assertThat(get("/faults/surge?rack=r1").statusCode()).isEqualTo(405);
    }

    @Test
    void detailsAFaultDoesNotKnowAreRefusedAndNothingBreaks()
            throws IOException, InterruptedException {
        HttpResponse<String> leak = post("/faults/leak?rack=r1&foo=1");
        HttpResponse<String> mend = post("/faults/mend?rack=r1&tray=1");
        HttpResponse<String> pump = post("/faults/pump?loop=l1&sahre=0.4");

        assertThat(leak.statusCode()).isEqualTo(400);
        assertThat(leak.body()).isEqualTo("leak takes no 'foo'; it takes kind, tray\n");
        assertThat(mend.statusCode()).isEqualTo(400);
        assertThat(mend.body()).isEqualTo("mend takes no 'tray', and no other detail\n");
        assertThat(pump.statusCode()).isEqualTo(400);
        assertThat(pump.body()).contains("it takes share, seconds");
        assertThat(get("/faults/standing").body()).isEqualTo("{\"faults\":[]}\n");
    }

    @Test
    void hostedRacksAndReactionsAreTold() throws IOException, InterruptedException {
        assertThat(get("/racks").body())
                .isEqualTo("{\"agent\":\"host-1\",\"loops\":[\"l1\"],\"racks\":[\"r1\"]}\n");
        assertThat(get("/reactions?after=3").body())
                .isEqualTo("{\"jumps\":0,\"count\":0,\"reactions\":[]}\n");
        assertThat(get("/reactions?after=x").statusCode()).isEqualTo(400);
    }

    private void awaitMetric(String text) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String body = get("/metrics?rack=r1").body();
        while (!body.contains(text) && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            body = get("/metrics?rack=r1").body();
        }
        assertThat(body).contains(text);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET().build());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port.port() + path);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
