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

/** Manifests through the front door. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class ApplyTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void emptyLedger() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
    }

    @Test
    void kindsMayComeInAnyOrder() {
        Answer answer =
                api.apply(Plant.together(Plant.SERVICE, Plant.racks(4), Plant.TENANT, Plant.SITE));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("applied"))
                .extracting(change -> change.path("kind").asText())
                .containsExactly(
                        "Site", "Tenant", "Rack", "Rack", "Rack", "Rack", "InferenceService");
        assertThat(answer.body().path("applied"))
                .allMatch(change -> change.path("action").asText().equals("created"));
    }

    @Test
    void applyingTheSameAgainChangesNothing() {
        long revision = api.apply(Plant.all()).body().path("revision").asLong();

        Answer again = api.apply(Plant.all());

        assertThat(again.body().path("applied"))
                .allMatch(change -> change.path("action").asText().equals("unchanged"));
        assertThat(again.body().path("revision").asLong()).isEqualTo(revision);
    }

    @Test
    void dryRunAnswersAndKeepsNothing() {
        Answer answer = api.tryApply(Plant.all());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("dryRun").asBoolean()).isTrue();
        assertThat(answer.body().path("applied")).hasSize(7);
        assertThat(rows.count("rack")).isZero();
        assertThat(rows.count("audit")).isZero();
    }
}
