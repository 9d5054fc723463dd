package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's assets: open to all, and locked down. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class ConsoleTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @TestHTTPResource URI root;

    private Api nobody;

    @BeforeEach
    void withoutAToken() {
        nobody = new Api(root, "");
    }

    @Test
    void pageAndItsAssetsNeedNoToken() {
        Answer page = nobody.get("/");

        assertThat(page.status()).isEqualTo(200);
        List<String> references =
                REFERENCE.matcher(page.text()).results().map(found -> found.group(1)).toList();
        assertThat(references).hasSizeGreaterThan(3);
        for (String reference : references) {
            assertThat(reference).as("an asset of our own").doesNotContain("//");
            if (reference.startsWith("console/")) {
                assertThat(nobody.get("/" + reference).status()).as(reference).isEqualTo(200);
            }
        }
    }

    @Test
    void nothingForeignMayRunInIt() {
        for (String path : new String[] {"/", "/index.html", "/console/app.js"}) {
            assertThat(nobody.get(path).header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        }
        assertThat(nobody.get("/").text()).doesNotContain("<style", "onclick", "style=");
    }

    @Test
    void answersOfTheApiAreNotKept() {
        assertThat(nobody.get("/api/v1/site").header("Cache-Control")).isEqualTo("no-store");
    }
}
