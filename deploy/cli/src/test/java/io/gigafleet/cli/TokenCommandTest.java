package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {

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
    void tokenAloneGoesToStandardOutputSoThatItCanBePiped() {
        plane.answers(
                "POST /tokens",
                201,
                "{\"name\": \"night\", \"role\": \"viewer\", \"token\": \"gf_abc\"}");

        Operator.Saw saw = operator.types("token", "create", "--name", "night", "--role", "viewer");

        assertThat(saw.out()).isEqualTo("gf_abc\n");
        assertThat(saw.err()).contains("not shown again").contains("GIGAFLEET_TOKEN_FILE");
        assertThat(plane.asked().getFirst().body())
                .isEqualTo("{\"name\":\"night\",\"role\":\"viewer\"}");
    }

    @Test
    void tokensAreListedWithoutWhatIsSecret() {
        plane.answers(
                "GET /tokens",
                200,
                "{\"items\": [{\"name\": \"night\", \"role\": \"viewer\", \"createdAt\":"
                        + " \"2026-02-27T03:00:00Z\"}]}");

        assertThat(operator.types("token", "list").out())
                .isEqualTo("NAME   ROLE    AGE\nnight  viewer   2d\n");
    }

    @Test
    void tokenIsRevokedByName() {
        plane.answers("DELETE /tokens/night", 204, "");

        assertThat(operator.types("token", "revoke", "night").out())
                .isEqualTo("token night revoked\n");
    }
}
