package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request, the answer is a problem that says what to do. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class ProblemsTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void plant() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("type").asText())
                .isEqualTo("https://gigafleet.io/problems/" + type);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
        assertThat(answer.body().path("instance").asText()).startsWith("/");
        assertThat(answer.text())
                .doesNotContain("Exception", "\tat ", "org.hibernate", "io.quarkus");
    }

    @Test
    void unknownPathIsNotFound() {
        assertProblem(api.get("/api/v1/nonsense"), 404, "not-found");
    }

    @Test
    void unknownThingsAreNotFound() {
        assertProblem(api.get("/api/v1/racks/r99"), 404, "not-found");
        assertProblem(api.get("/api/v1/services/nobody"), 404, "not-found");
        assertProblem(api.delete("/api/v1/services/nobody"), 404, "not-found");
        assertProblem(api.delete("/api/v1/tokens/nobody"), 404, "not-found");
        assertProblem(api.postJson("/api/v1/racks/r99/cordon", "{}"), 404, "not-found");
        assertProblem(api.putJson("/api/v1/racks/r99/cap", "{\"watts\": 90000}"), 404, "not-found");
        assertProblem(api.get("/api/v1/racks/r99/telemetry"), 404, "not-found");
    }

    @Test
    void wrongMethodIsNamedAsSuch() {
        assertProblem(api.delete("/api/v1/racks/r1"), 405, "method-not-allowed");
    }

    @Test
    void wrongFormatOfTheRequestIsNamedAsSuch() {
        Answer answer =
                api.post("/api/v1/apply", "application/x-www-form-urlencoded", Plant.TENANT);

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.body().path("detail").asText()).contains("application/yaml");
    }

    @Test
    void wrongFormatOfTheAnswerIsNamedAsSuch() {
        Answer answer = api.send(api.request("/api/v1/site").header("Accept", "text/csv").GET());

        assertProblem(answer, 406, "not-acceptable");
    }

    @Test
    void brokenJsonIsRefused() {
        assertProblem(
                api.postJson("/api/v1/racks/r1/cordon", "{\"reason\": "), 400, "request-invalid");
    }

    @Test
    void jsonOfTheWrongTypeNamesTheField() {
        Answer answer = api.putJson("/api/v1/racks/r1/cap", "{\"watts\": \"plenty\"}");

        assertProblem(answer, 400, "request-invalid");
        assertThat(answer.firstFault()).endsWith("watts");
    }

    @Test
    void unknownJsonFieldIsNamed() {
        Answer answer = api.postJson("/api/v1/racks/r1/cordon", "{\"raeson\": \"dust\"}");

        assertProblem(answer, 400, "request-invalid");
        assertThat(answer.firstFault()).endsWith("raeson");
        assertThat(rows.count("rack where cordoned")).isZero();
    }

    @Test
    void jsonThatCannotBeUsedSaysWhichFieldAndWhy() {
        assertThat(loadTarget("{\"watts\": 600000, \"foo\": 1}"))
                .isEqualTo(
                        "foo: there is no such field; there are deadline, from, reason, until,"
                                + " watts");
        assertThat(loadTarget("{\"wats\": 600000}"))
                .isEqualTo("wats: there is no such field; did you mean 'watts'?");
        assertThat(loadTarget("{\"watts\": \"NaN\"}"))
                .isEqualTo("watts: it is not a whole number; write a whole number");
        assertThat(loadTarget("{\"watts\": {}}"))
                .isEqualTo("watts: it is not a whole number; write a whole number");
        assertThat(loadTarget("{\"watts\": 1e99}"))
                .isEqualTo("watts: this number is too large; write a smaller one");
        assertThat(loadTarget("{\"until\": \"2h\", \"watts\": NaN}"))
                .startsWith("watts: the JSON can't be used on line 1");
        assertThat(loadTarget("{")).startsWith("body: the JSON can't be used on line 1");
    }

    private String loadTarget(String json) {
        Answer answer = api.putJson("/api/v1/site/load-target", json);
        assertProblem(answer, 400, "request-invalid");
        return answer.body().path("detail").asText();
    }

    @Test
    void parametersThatCannotBeUsedAreNamed() {
        assertThat(api.get("/api/v1/racks?limit=0").firstFault()).endsWith("limit");
        assertThat(api.get("/api/v1/racks?limit=1001").firstFault()).endsWith("limit");
        assertThat(api.get("/api/v1/racks?limit=many").firstFault()).endsWith("limit");
        assertThat(api.get("/api/v1/racks?condition=fine").firstFault()).endsWith("condition");
        assertThat(api.get("/api/v1/racks?cursor=%25").firstFault()).endsWith("cursor");
        assertThat(api.get("/api/v1/racks/r1/telemetry?from=yesterday").firstFault())
                .endsWith("from");
        assertThat(
                        api.get(
                                        "/api/v1/racks/r1/telemetry?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                                .firstFault())
                .endsWith("from");
        assertThat(api.post("/api/v1/apply?dryRun=perhaps", "application/yaml", "").status())
                .isEqualTo(422);
        assertProblem(
                api.post("/api/v1/apply?dryRun=perhaps", "application/yaml", Plant.TENANT),
                400,
                "request-invalid");
    }

    @Test
    void conditionSaysWhatItMayBe() {
        assertThat(api.get("/api/v1/racks?condition=fine").firstMessage())
                .contains("FRESH, STALE, LOST, BAD");
    }

    @Test
    void bodyBeyondTheLimitIsTooLarge() {
        Answer answer =
                api.send(
                        api.request("/api/v1/apply")
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString("#".repeat(17 * 1024 * 1024))));

        assertProblem(answer, 413, "too-large");
    }

    @Test
    void capOutsideTheRackPowerIsRefused() {
        Answer tooLow = api.putJson("/api/v1/racks/r1/cap", "{\"watts\": 20000}");
        Answer tooHigh = api.putJson("/api/v1/racks/r1/cap", "{\"watts\": 150000}");

        assertProblem(tooLow, 400, "request-invalid");
        assertThat(tooLow.firstMessage()).contains("21000 W when idle and 140000 W at most");
        assertProblem(tooHigh, 400, "request-invalid");
    }
}
