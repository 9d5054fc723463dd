package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Without its database the control plane says so, at once and without a stack trace. */
@QuarkusTest
@WithTestResource(LosablePostgres.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class DatabaseAwayTest {

    @TestHTTPResource URI root;

    @Test
    void everyRequestIsAnsweredWithWhenToTryAgain() {
        Api api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
        assertThat(api.get("/q/health/ready").status()).isEqualTo(200);

        LosablePostgres.lose();

        for (Answer answer :
                new Answer[] {
                    api.get("/api/v1/site"),
                    api.get("/api/v1/racks/r1"),
                    api.apply(Plant.TENANT),
                    api.postJson("/api/v1/racks/r1/drain", "{}"),
                    api.delete("/api/v1/services/frontier-chat"),
                    api.get("/api/v1/audit"),
                    api.as("unknown").get("/api/v1/tokens")
                }) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("database-away");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.text()).doesNotContain("Exception", "jdbc", "refused");
        }
        assertThat(api.get("/q/health/ready").status()).isEqualTo(503);
        assertThat(api.get("/q/health/live").status()).as("alive all the same").isEqualTo(200);
    }
}
