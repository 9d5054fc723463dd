package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a command can end, and what is read then. */
class ExitCodeTest {

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
    void doneIsZero() {
        plane.answers("POST /racks/r1/cordon", 200, "{\"name\": \"r1\"}");

        Operator.Saw saw = operator.types("cordon", "r1", "--reason", "leak test");

        assertThat(saw.exitCode()).isZero();
        assertThat(saw.out()).isEqualTo("rack r1 takes no new replicas\n");
        assertThat(saw.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 1", "401, 5", "403, 5", "404, 3", "409, 4", "412, 4", "422, 1", "500, 1", "503, 1",
        "504, 6"
    })
    void refusalsEndWithTheCodeOfTheirStatus(int status, int exitCode) {
        plane.answers(
                "GET /racks/r1",
                status,
                "{\"title\": \"Rack not there\", \"status\": 1, \"detail\": \"no rack 'r1'; did you"
                        + " mean 'r11'?\"}");

        Operator.Saw saw = operator.types("describe", "rack", "r1");

        assertThat(saw.exitCode()).isEqualTo(exitCode);
        assertThat(saw.out()).isEmpty();
        assertThat(saw.err()).isEqualTo("Rack not there: no rack 'r1'; did you mean 'r11'?\n");
    }

    @Test
    void refusalWithoutAProblemStillSaysItsStatus() {
        plane.answers("GET /site", 502, "<html>bad gateway</html>");

        Operator.Saw saw = operator.types("get", "site");

        assertThat(saw.exitCode()).isEqualTo(1);
        assertThat(saw.err()).isEqualTo("the control plane answered 502\n");
    }

    @Test
    void databaseAwaySaysWhenToTryAgain() {
        plane.answers(
                "GET /site",
                503,
                "{\"title\": \"The database is away\"}",
                Map.of("Retry-After", "5"));

        assertThat(operator.types("get", "site").err())
                .isEqualTo("The database is away; try again in 5 s\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gte racks",
                "get",
                "get rackz",
                "get racks -o xml",
                "apply",
                "describe rack",
                "token",
                "cordon",
                "apply -f x --wait 5",
                "delete rack r1",
                "get racks --lmit 3"
            })
    void wrongCommandLineIsTwoAndAsksNothing(String line) {
        Operator.Saw saw = operator.types(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(saw.exitCode()).isEqualTo(2);
        assertThat(saw.err()).startsWith("gigafleet: ").contains("--help'");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void misspelledCommandIsAnsweredWithTheOneMeant() {
        assertThat(operator.types("gte", "racks").err())
                .startsWith("gigafleet: 'gte' is not known here; did you mean 'get'?\n");
        assertThat(operator.types("get", "serivces").err())
                .contains("'serivces' is not one of racks, services,")
                .contains("did you mean 'services'?");
    }

    @Test
    void noAnswerInTimeIsSix() {
        plane.silent();

        Operator.Saw saw = operator.types("get", "site", "--timeout", "50ms");

        assertThat(saw.exitCode()).isEqualTo(6);
        assertThat(saw.err()).contains("gave no answer within 50ms").contains("--timeout");
    }

    @Test
    void planeAwayIsOneLineWithWhatToDo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        operator.with(
                ".gigafleet/run/stack.json",
                "{\"url\": \"http://127.0.0.1:" + port + "\", \"tokenFile\": \"run/admin.token\"}");

        Operator.Saw saw = operator.types("get", "racks");

        assertThat(saw.exitCode()).isEqualTo(1);
        assertThat(saw.err().lines())
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:" + port)
                .contains("./gigafleet status");
    }

    @Test
    void whatIsNoControlPlaneIsNamedSo() {
        plane.answers("GET /site", 200, "<html>");

        assertThat(operator.types("get", "site").err())
                .contains("is no control plane")
                .doesNotContain("Exception");
    }

    @Test
    void helpIsZeroAndListsTheExitCodes() {
        Operator.Saw saw = operator.types("help");

        assertThat(saw.exitCode()).isZero();
        assertThat(saw.out()).contains("apply", "get", "describe", "11 accepted but not placed");
        assertThat(operator.types("get", "--help").exitCode()).isZero();
    }
}
