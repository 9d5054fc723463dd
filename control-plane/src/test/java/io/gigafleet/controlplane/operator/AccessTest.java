package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class AccessTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api admin;
    private Api nobody;

    @BeforeEach
    void emptyLedger() {
        rows.clear();
        admin = new Api(root, PostgresResource.ADMIN_TOKEN);
        nobody = admin.as("");
    }

    private Api bearerOf(String role) {
        Answer made =
                admin.postJson(
                        "/api/v1/tokens",
                        "{\"name\": \"a-%s\", \"role\": \"%s\"}".formatted(role, role));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return admin.as(made.body().path("token").asText());
    }

    @Test
    void withoutATokenNothingOfTheApiIsShown() {
        for (String path :
                new String[] {
                    "site", "racks", "domains", "loops", "services", "placements", "audit", "tokens"
                }) {
            Answer answer = nobody.get("/api/v1/" + path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(nobody.apply(Plant.SITE).status()).isEqualTo(401);
    }

    @Test
    void aWrongTokenIsWorthNothing() {
        assertThat(nobody.as("wrong").get("/api/v1/site").problem()).isEqualTo("unauthenticated");
        assertThat(
                        nobody.send(
                                        nobody.request("/api/v1/site")
                                                .header("Authorization", "Basic YTpi")
                                                .GET())
                                .problem())
                .isEqualTo("unauthenticated");
    }

    @Test
    void healthNeedsNoToken() {
        assertThat(nobody.get("/q/health/live").status()).isEqualTo(200);
        assertThat(nobody.get("/q/metrics").status()).isEqualTo(200);
        assertThat(nobody.get("/q/openapi").status()).isEqualTo(200);
    }

    @Test
    void viewerReadsButChangesNothing() {
        admin.apply(Plant.all());
        Api viewer = bearerOf("viewer");

        assertThat(viewer.get("/api/v1/racks").status()).isEqualTo(200);
        for (Answer answer :
                new Answer[] {
                    viewer.apply(Plant.TENANT),
                    viewer.postJson("/api/v1/racks/r1/cordon", "{}"),
                    viewer.putJson("/api/v1/racks/r1/cap", "{\"watts\": 90000}"),
                    viewer.putYaml("/api/v1/services/frontier-chat", Plant.SERVICE),
                    viewer.delete("/api/v1/services/frontier-chat"),
                    viewer.get("/api/v1/tokens")
                }) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("forbidden");
        }
    }

    @Test
    void operatorChangesWhatIsWantedButMakesNoTokens() {
        Api operator = bearerOf("operator");

        assertThat(operator.apply(Plant.all()).status()).isEqualTo(200);
        assertThat(operator.postJson("/api/v1/racks/r1/cordon", "{}").status()).isEqualTo(200);
        assertThat(
                        operator.postJson(
                                        "/api/v1/tokens", "{\"name\": \"b\", \"role\": \"admin\"}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void theAuditLogNamesTheToken() {
        bearerOf("operator").apply(Plant.TENANT);

        Answer audit = admin.get("/api/v1/audit?subject=tenant/acme");

        assertThat(audit.body().path("items").path(0).path("actor").asText())
                .isEqualTo("a-operator");
    }

    @Test
    void revokedTokenIsWorthNothing() {
        Api viewer = bearerOf("viewer");
        assertThat(viewer.get("/api/v1/site").status()).isEqualTo(200);

        assertThat(admin.delete("/api/v1/tokens/a-viewer").status()).isEqualTo(204);

        assertThat(viewer.get("/api/v1/site").status()).isEqualTo(401);
    }

    @Test
    void tokensAreListedWithoutTheirSecret() {
        Answer made =
                admin.postJson("/api/v1/tokens", "{\"name\": \"alice\", \"role\": \"viewer\"}");

        Answer listed = admin.get("/api/v1/tokens");

        assertThat(listed.body().path("items"))
                .extracting(token -> token.path("name").asText())
                .containsExactly("alice", "local-admin");
        assertThat(listed.text())
                .doesNotContain(made.body().path("token").asText())
                .doesNotContain("sha256");
    }

    @Test
    void twoTokensOfOneNameConflict() {
        bearerOf("viewer");

        Answer second =
                admin.postJson("/api/v1/tokens", "{\"name\": \"a-viewer\", \"role\": \"admin\"}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("conflict");
    }

    @Test
    void theLastAdminTokenStays() {
        assertThat(admin.delete("/api/v1/tokens/local-admin").problem()).isEqualTo("conflict");
    }

    @Test
    void unknownRolesAreNamed() {
        Answer answer = admin.postJson("/api/v1/tokens", "{\"name\": \"x\", \"role\": \"root\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.firstMessage()).contains("viewer, operator or admin");
    }
}
