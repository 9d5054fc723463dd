package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a command finds the control plane and the token for it. */
class ConnectionTest {

    @TempDir Path directory;
    private FakePlane plane;

    @BeforeEach
    void start() throws IOException {
        plane = new FakePlane().answers("GET /site", 200, "{\"name\": \"dps-8\"}");
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private String tokenSent() {
        return plane.asked().getFirst().token();
    }

    @Test
    void localStackIsFoundInTheWorkingDirectory() {
        assertThat(Operator.of(directory, plane).types("get", "site").exitCode()).isZero();
        assertThat(tokenSent()).isEqualTo("Bearer stack-token");
    }

    @Test
    void localStackIsFoundInTheCheckoutThatGigafleetHomeNames() {
        Operator.of(directory.resolve("checkout"), plane);

        Operator.Saw saw =
                Operator.in(directory)
                        .exporting("GIGAFLEET_HOME", directory.resolve("checkout").toString())
                        .types("get", "site");

        assertThat(saw.exitCode()).isZero();
    }

    @Test
    void dataOptionNamesAnotherDataDirectory() {
        Operator.of(directory, plane);

        Operator.Saw saw =
                Operator.in(directory.resolve(".gigafleet"))
                        .types("get", "site", "--data", directory + "/.gigafleet");

        assertThat(saw.exitCode()).isZero();
    }

    @Test
    void environmentGoesBeforeTheLocalStack() {
        Operator.in(directory)
                .with("my.token", "my-token")
                .exporting("GIGAFLEET_URL", plane.url() + "/")
                .exporting("GIGAFLEET_TOKEN_FILE", "my.token")
                .types("get", "site");

        assertThat(tokenSent()).isEqualTo("Bearer my-token");
        assertThat(plane.askedLines()).containsExactly("GET /site");
    }

    @Test
    void localStacksTokenIsNotSentToAnotherUrl() {
        Operator.Saw saw =
                Operator.of(directory, plane)
                        .exporting("GIGAFLEET_URL", plane.url().toString())
                        .types("get", "site");

        assertThat(saw.exitCode()).isEqualTo(1);
        assertThat(saw.err()).contains("GIGAFLEET_TOKEN_FILE is not");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void withoutAFleetTheWayToOneIsShown() {
        Operator.Saw saw = Operator.in(directory).types("get", "site");

        assertThat(saw.exitCode()).isEqualTo(1);
        assertThat(saw.err()).contains("no fleet is up here").contains("./gigafleet up");
    }

    @Test
    void tokenFileThatIsMissingOrEmptyIsADenial() {
        Operator operator = Operator.of(directory, plane);

        assertThat(operator.with(".gigafleet/run/admin.token", "\n").types("get", "site").err())
                .contains("holds no token");
        assertThat(
                        operator.exporting("GIGAFLEET_TOKEN_FILE", "nowhere")
                                .types("get", "site")
                                .exitCode())
                .isEqualTo(5);
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void urlThatIsNoneIsNamed() {
        Operator.Saw saw =
                Operator.in(directory)
                        .with("t", "t")
                        .exporting("GIGAFLEET_URL", "localhost:8080")
                        .exporting("GIGAFLEET_TOKEN_FILE", "t")
                        .types("get", "site");

        assertThat(saw.err()).contains("'localhost:8080', which is no URL");
    }

    @Test
    void damagedStackFileIsNamed() {
        Operator.Saw saw =
                Operator.of(directory, plane)
                        .with(".gigafleet/run/stack.json", "{\"url\": ")
                        .types("get", "site");

        assertThat(saw.err()).contains("stack.json is damaged");
    }
}
