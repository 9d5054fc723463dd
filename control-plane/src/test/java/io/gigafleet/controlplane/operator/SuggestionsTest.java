package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.SafetyReader;
import io.gigafleet.controlplane.operator.Api.Answer;
import io.gigafleet.controlplane.safety.Approval;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the guard suggests, and a person's word that it may. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class SuggestionsTest {

    private static final String SUGGESTIONS = "/api/v1/safety/suggestions";
    private static final List<String> ROW = List.of("domain/pdu-1");

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject SafetyReader reader;

    private Api api;

    @BeforeEach
    void suggesting() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
        api.putJson("/api/v1/safety/modes", "{\"modes\": {\"all\": \"suggest\"}}");
        rows.suggestion("s7-1", "POWER", "cap", "domain/pdu-1");
    }

    private Mode modeOfRow(long nowMillis) throws SQLException {
        return reader.readAfter(SafetyOrders.NONE).modes().at(nowMillis).of(Automation.POWER, ROW);
    }

    private Answer approve(String id) {
        return api.postJson(SUGGESTIONS + "/" + id + "/approve", "{\"reason\": \"go\"}");
    }

    @Test
    void approvedSuggestionReachesTheGuardForAWhile() throws SQLException {
        JsonNode listed = api.get(SUGGESTIONS).body().path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/approvedBy").isNull()).isTrue();

        Answer approved = approve("s7-1");

        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.body().path("approvedBy").asText()).isEqualTo("local-admin");
        long now = System.currentTimeMillis();
        assertThat(Instant.parse(approved.body().path("approvedUntil").asText()).toEpochMilli())
                .isBetween(now, now + Approval.LIMIT_MILLIS);
        assertThat(modeOfRow(now)).isEqualTo(Mode.ACT);
        assertThat(modeOfRow(now + Approval.LIMIT_MILLIS)).isEqualTo(Mode.SUGGEST);
    }

    @Test
    void approvingTwiceIsApprovingOnce() {
        JsonNode first = approve("s7-1").body();

        assertThat(approve("s7-1").body()).isEqualTo(first);
        assertThat(rows.count("audit where action = 'approve' and actor = 'local-admin'"))
                .isEqualTo(1);
    }

    @Test
    void approvalThatRanOutMayBeGivenAgain() throws SQLException {
        approve("s7-1");
        rows.execute("update safety_suggestion set approved_until = now() - interval '1 second'");
        assertThat(api.get(SUGGESTIONS).body().at("/items/0/approvedBy").isNull()).isTrue();

        assertThat(approve("s7-1").status()).isEqualTo(200);
        assertThat(modeOfRow(System.currentTimeMillis())).isEqualTo(Mode.ACT);
    }

    @Test
    void whatStandsNoLongerIsRefused() throws SQLException {
        rows.execute("update safety_suggestion set over_at = now()");

        Answer late = approve("s7-1");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("conflict");
        assertThat(late.body().path("detail").asText())
                .startsWith("Suggestion 's7-1' (cap domain/pdu-1) stands no longer");
        assertThat(modeOfRow(0)).isEqualTo(Mode.SUGGEST);
        assertThat(api.get(SUGGESTIONS).body().path("items")).isEmpty();
        assertThat(approve("s9-9").status()).isEqualTo(404);
    }

    @Test
    void holdEndsApprovalsGivenBefore() throws SQLException {
        approve("s7-1");

        api.postJson("/api/v1/safety/hold", "{\"reason\": \"stop\"}");

        assertThat(modeOfRow(System.currentTimeMillis())).isEqualTo(Mode.SUGGEST);
        assertThat(api.get(SUGGESTIONS).body().at("/items/0/approvedBy").isNull()).isTrue();
        assertThat(rows.count("audit where detail = 'stop; 1 approvals end with it'")).isEqualTo(1);
    }

    @Test
    void viewersMayNotApprove() {
        String token =
                api.postJson("/api/v1/tokens", "{\"name\": \"eve\", \"role\": \"viewer\"}")
                        .body()
                        .path("token")
                        .asText();

        assertThat(api.as(token).get(SUGGESTIONS).status()).isEqualTo(200);
        assertThat(api.as(token).postJson(SUGGESTIONS + "/s7-1/approve", "{}").status())
                .isEqualTo(403);
    }
}
