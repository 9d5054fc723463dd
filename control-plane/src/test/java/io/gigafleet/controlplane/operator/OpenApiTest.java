package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API is what {@code schemas/openapi.yaml} says, so that a change of it is seen in review. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class OpenApiTest {

    private static final Path SNAPSHOT = Path.of("..", "schemas", "openapi.yaml");
    private static final Path NOW = Path.of("target", "openapi.yaml");

    @TestHTTPResource URI root;

    @Test
    void descriptionIsTheCheckedInSnapshot() throws IOException {
        String now = new Api(root, "").get("/q/openapi").text();
        Files.writeString(NOW, now);

        assertThat(SNAPSHOT)
                .as(
                        "the API has changed. If that is meant: cp"
                                + " control-plane/target/openapi.yaml schemas/openapi.yaml")
                .content()
                .isEqualTo(now);
    }
}
