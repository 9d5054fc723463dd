package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.cli.Operator.Saw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultCommandTest {

    @TempDir Path directory;

    private FakePlane agent1;
    private FakePlane agent2;
    private FakePlane plant;
    private Operator operator;

    @BeforeEach
    void up() throws IOException {
        agent1 = new FakePlane();
        agent2 = new FakePlane();
        plant = new FakePlane();
        operator =
                Operator.in(directory)
                        .with(
                                ".gigafleet/run/stack.json",
                                stack(port(agent1), port(agent2), port(plant)));
    }

    @AfterEach
    void down() {
        agent1.close();
        agent2.close();
        plant.close();
    }

    @Test
    void theAgentThatHostsTheRackIsFound() {
        agent1.answers("POST /faults/leak?rack=r5&tray=3%2C4", 404, "no rack 'r5' here");
        agent2.answers("POST /faults/leak?rack=r5&tray=3%2C4", 202, "on its way\n");

        Saw saw = operator.types("fault", "rack", "r5", "leak", "tray=3,4");

        assertThat(saw.err()).isEmpty();
        assertThat(saw.exitCode()).isZero();
        assertThat(saw.out()).isEqualTo("rack r5: leak\n");
    }

    @Test
    void aRackThatNobodyHostsIsNotFound() {
        agent1.answers("POST /faults/kill?rack=r9", 404, "no rack 'r9' here\n");
        agent2.answers("POST /faults/kill?rack=r9", 404, "no rack 'r9' here\n");

        Saw saw = operator.types("fault", "rack", "r9", "kill");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(saw.err()).contains("no rack 'r9' here");
    }

    @Test
    void whatTheAgentSaysOfAWrongDetailIsShown() {
        agent1.answers("POST /faults/leak?rack=r5&tray=x", 400, "tray is 'x', expected a number\n");

        Saw saw = operator.types("fault", "rack", "r5", "leak", "tray=x");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(saw.err()).contains("agent-l1 refuses: tray is 'x', expected a number");
    }

    @Test
    void anAgentThatIsAwayIsNamedWhenTheRackMayBeItsOwn() throws IOException {
        agent1.answers("POST /faults/mend?rack=r5", 404, "");
        operator.with(".gigafleet/run/stack.json", stack(port(agent1), closedPort(), port(plant)));

        Saw saw = operator.types("fault", "rack", "r5", "mend");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.ERROR.number());
        assertThat(saw.err()).contains("agent-l2 did not answer");
    }

    @Test
    void detailsAreNamesWithValues() {
        Saw saw = operator.types("fault", "rack", "r5", "leak", "3");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(saw.err()).contains("'3' is no detail of a fault; write NAME=VALUE");
    }

    @Test
    void loopsAreTheirAgents() {
        agent1.answers("POST /faults/pump?loop=l1&share=0.4", 202, "on its way\n");

        assertThat(operator.types("fault", "loop", "l1", "pump", "share=0.4").out())
                .isEqualTo("loop l1: pump\n");
    }

    @Test
    void feedsAreThePlants() {
        plant.answers("POST /faults/feed?domain=pdu-1", 200, "{}");
        plant.answers("POST /faults/feed?domain=pdu-1&lost=0", 200, "{}");
        plant.answers("POST /feeds/close?domain=pdu-1", 409, "the breaker is not open\n");

        assertThat(operator.types("fault", "domain", "pdu-1", "feed").exitCode()).isZero();
        assertThat(operator.types("fault", "domain", "pdu-1", "feed", "lost=0").exitCode())
                .isZero();
        Saw saw = operator.types("fault", "domain", "pdu-1", "close");
        assertThat(saw.exitCode()).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(saw.err()).contains("plant refuses: the breaker is not open");
    }

    @Test
    void withoutAPlantFeedsCannotBeLost() {
        operator.with(".gigafleet/run/stack.json", stack(port(agent1), port(agent2), 0));

        Saw saw = operator.types("fault", "domain", "pdu-1", "feed");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.ERROR.number());
        assertThat(saw.err()).contains("the plant is not up yet");
    }

    @Test
    void allThatIsBrokenIsListed() {
        agent1.answers(
                "GET /faults/standing",
                200,
                "{\"faults\":[{\"subject\":\"rack/r5\",\"kind\":\"leak\",\"detail\":\"tray 3\"}]}");
        agent2.answers("GET /faults/standing", 200, "{\"faults\":[]}");
        plant.answers(
                "GET /faults/standing",
                200,
                "{\"faults\":[{\"subject\":\"domain/pdu-1\",\"kind\":\"feed\","
                        + "\"detail\":\"1 of 2 feeds lost\"}]}");

        assertThat(operator.types("fault", "list").out())
                .isEqualTo(
                        """
                        SUBJECT       FAULT  DETAIL
                        rack/r5       leak   tray 3
                        domain/pdu-1  feed   1 of 2 feeds lost
                        """);
    }

    @Test
    void nothingBrokenIsSaidInWords() {
        agent1.answers("GET /faults/standing", 200, "{\"faults\":[]}");
        agent2.answers("GET /faults/standing", 200, "{\"faults\":[]}");
        plant.answers("GET /faults/standing", 200, "{\"faults\":[]}");

        assertThat(operator.types("fault", "list").out())
                .isEqualTo("nothing is broken on demand\n");
    }

    @Test
    void helpShowsHow() {
        assertThat(operator.types("fault", "--help").out())
                .contains("gigafleet fault rack r5 leak tray=3,4")
                .contains("gigafleet fault domain pdu-1 feed lost=0");
    }

    private static String stack(int agent1, int agent2, int plant) {
        return """
        {"url": "http://127.0.0.1:1", "processes": [
         {"name": "supervisor", "port": 0},
         {"name": "control-plane", "port": 8080},
         {"name": "agent-l1", "port": %d},
         {"name": "agent-l2", "port": %d},
         {"name": "plant", "port": %d}]}
        """
                .formatted(agent1, agent2, plant);
    }

    private static int port(FakePlane process) {
        return process.url().getPort();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
