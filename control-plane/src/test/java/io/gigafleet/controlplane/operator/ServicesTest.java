package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One service by its name: read, replaced with care, deleted. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class ServicesTest {

    private static final String PATH = "/api/v1/services/frontier-chat";

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void planted() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.together(Plant.SITE, Plant.TENANT, Plant.racks(4))).status())
                .isEqualTo(200);
    }

    private String created() {
        Answer answer = api.putYaml(PATH, Plant.SERVICE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.header("ETag");
    }

    @Test
    void serviceIsReadAsItWasWritten() {
        created();

        JsonNode service = api.get(PATH).body();

        assertThat(service.path("kind").asText()).isEqualTo("InferenceService");
        assertThat(service.at("/metadata/labels/tier").asText()).isEqualTo("interactive");
        assertThat(service.at("/spec/slo/ttftP95").asText()).isEqualTo("500ms");
        assertThat(service.at("/spec/model/parametersTotal").asDouble()).isEqualTo(671e9);
        assertThat(service.at("/status/wanted").asInt()).isEqualTo(2);
        assertThat(service.at("/status/satisfied").asBoolean()).isFalse();
    }

    @Test
    void whatWasReadCanBePutBackAsJson() {
        String tag = created();
        JsonNode read = api.get(PATH).body();
        String manifest =
                "{\"apiVersion\": %s, \"kind\": %s, \"metadata\": %s, \"spec\": %s}"
                        .formatted(
                                read.path("apiVersion"),
                                read.path("kind"),
                                read.path("metadata"),
                                read.path("spec"));

        Answer answer = api.putJson(PATH, manifest, "If-Match", tag);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).as("nothing has changed").isEqualTo(tag);
    }

    @Test
    void changeChangesTheETag() {
        String tag = created();

        Answer answer =
                api.putYaml(PATH, Plant.SERVICE.replace("min: 2", "min: 3"), "If-Match", tag);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEqualTo(tag);
        assertThat(answer.body().at("/status/wanted").asInt()).isEqualTo(3);
    }

    @Test
    void staleETagIsRefused() {
        String tag = created();
        api.putYaml(PATH, Plant.SERVICE.replace("min: 2", "min: 3"));

        Answer put = api.putYaml(PATH, Plant.SERVICE.replace("min: 2", "min: 4"), "If-Match", tag);
        Answer delete = api.delete(PATH, "If-Match", tag);

        assertThat(put.problem()).isEqualTo("precondition-failed");
        assertThat(put.status()).isEqualTo(412);
        assertThat(delete.status()).isEqualTo(412);
        assertThat(api.get(PATH).body().at("/status/wanted").asInt()).isEqualTo(3);
    }

    @Test
    void ifNoneMatchCreatesButNeverReplaces() {
        assertThat(api.putYaml(PATH, Plant.SERVICE, "If-None-Match", "*").status()).isEqualTo(201);
        assertThat(api.putYaml(PATH, Plant.SERVICE, "If-None-Match", "*").status()).isEqualTo(412);
    }

    @Test
    void ifMatchNeverCreates() {
        assertThat(api.putYaml(PATH, Plant.SERVICE, "If-Match", "*").status()).isEqualTo(412);
        assertThat(rows.count("service")).isZero();
    }

    @Test
    void dryRunOfAPutKeepsNothing() {
        Answer answer = api.putYaml(PATH + "?dryRun=true", Plant.SERVICE);

        assertThat(answer.body().path("dryRun").asBoolean()).isTrue();
        assertThat(answer.body().path("applied").path(0).path("action").asText())
                .isEqualTo("created");
        assertThat(rows.count("service")).isZero();
    }

    @Test
    void dryRunOfADeleteKeepsTheService() {
        created();

        assertThat(api.delete(PATH + "?dryRun=true").status()).isEqualTo(204);

        assertThat(api.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void deletedServiceIsGone() {
        created();

        assertThat(api.delete(PATH).status()).isEqualTo(204);

        assertThat(api.get(PATH).status()).isEqualTo(404);
    }

    @Test
    void nameInPathAndManifestMustAgree() {
        Answer answer = api.putYaml("/api/v1/services/other", Plant.SERVICE);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.firstFault()).isEqualTo("document 1, line 3: metadata.name");
    }

    @Test
    void otherKindsAndSecondDocumentsAreRefused() {
        assertThat(api.putYaml(PATH, Plant.TENANT).firstFault()).contains("kind");
        assertThat(api.putYaml(PATH, Plant.together(Plant.SERVICE, Plant.TENANT)).firstFault())
                .contains("document 2");
    }

    @Test
    void statusShowsReplicasAndWhyOthersHaveNoPlace() {
        created();
        rows.serving("a", "frontier-chat", 0, "r1", 8, 7_000);
        rows.execute(
                """
                insert into unplaced (service, slot, reason, message, nearest_fit, funnel, retried, revision)
                values ('frontier-chat', 1, 'PowerExhausted', 'power of pdu-1 is committed',
                        'needs 7.0 kW; the best, pdu-1, has 2.0 kW', '{"POWER": 4}', true, 1);
                update ledger_head set revision = revision + 1
                """);

        JsonNode status = api.get(PATH).body().path("status");

        assertThat(status.path("placed").asInt()).isEqualTo(1);
        assertThat(status.path("serving").asInt()).isEqualTo(1);
        assertThat(status.path("wattsCommitted").asLong()).isEqualTo(7_000);
        assertThat(status.at("/replicas/0/rack").asText()).isEqualTo("r1");
        assertThat(status.at("/unplaced/0/reason").asText()).isEqualTo("PowerExhausted");
        assertThat(status.at("/unplaced/0/funnel/POWER").asInt()).isEqualTo(4);
    }
}
