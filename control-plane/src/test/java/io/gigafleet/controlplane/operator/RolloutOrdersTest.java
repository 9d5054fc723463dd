package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.ledger.SpecReader;
import io.gigafleet.controlplane.operator.Api.Answer;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What operators order of rollouts: kept as levels, audited, and refused where it makes no sense.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class RolloutOrdersTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject SpecReader specs;

    private Api api;

    @BeforeEach
    void declared() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        Answer applied =
                api.apply(
                        Plant.together(
                                Plant.SITE,
                                Plant.TENANT,
                                Dock.delivery(4),
                                Dock.rollout("first", "delivery: dock-1")));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    private Answer order(String path, String reason) {
        return api.postJson("/api/v1/rollouts/first/" + path, "{\"reason\": \"" + reason + "\"}");
    }

    private Answer given(String path, String reason) {
        Answer answer = order(path, reason);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private void refused(String path, String why) {
        long before = rows.count("audit");
        Answer answer = order(path, "because");
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("conflict");
        assertThat(answer.body().path("detail").asText()).contains(why);
        assertThat(rows.count("audit")).as("nothing is kept of it").isEqualTo(before);
    }

    private OrderedRollout rollout() throws SQLException {
        return specs.read().rollouts().getFirst();
    }

    @Test
    void pauseAndResumeAreLevelsThatTheLeaderReads() throws SQLException {
        long before = specs.revision();

        Answer paused = given("pause", "crane on row 2");

        assertThat(rollout().orders()).isEqualTo(new Orders(true, 0, 0, false, "crane on row 2"));
        assertThat(paused.body().path("order").asText()).isEqualTo("pause");
        assertThat(paused.body().path("reason").asText()).isEqualTo("crane on row 2");
        assertThat(paused.body().path("rack").isNull()).isTrue();
        assertThat(specs.revision())
                .isGreaterThan(before)
                .isEqualTo(paused.body().path("revision").asLong());
        refused("pause", "held by an operator already");

        given("resume", "crane is gone");

        assertThat(rollout().orders()).isEqualTo(new Orders(false, 1, 0, false, "crane is gone"));
    }

    @Test
    void everyOrderIsAuditedWithActorAndReason() {
        rows.running("first", "RUNNING");
        rows.member("first", "d2", "QUARANTINED");

        given("pause", "crane on row 2");
        given("racks/d2/retry", "hose replaced");

        assertThat(
                        rows.count(
                                "audit where actor = 'local-admin' and action = 'pause' and subject"
                                        + " = 'rollout/first' and detail = 'crane on row 2'"))
                .isEqualTo(1);
        assertThat(
                        rows.count(
                                "audit where actor = 'local-admin' and action = 'retry' and subject"
                                        + " = 'rack/d2' and detail = 'rollout first: hose"
                                        + " replaced'"))
                .isEqualTo(1);
    }

    @Test
    void resumeThatIsNotObeyedYetCountsOnce() throws SQLException {
        rows.running("first", "PAUSED");

        given("resume", "looked at it");
        long revision = specs.revision();
        Answer again = given("resume", "looked at it");

        assertThat(rollout().orders().resumes()).isEqualTo(1);
        assertThat(again.body().path("revision").asLong()).isEqualTo(revision);
        assertThat(specs.revision()).isEqualTo(revision);
    }

    @Test
    void rolloutThatIsNotPausedIsNotResumed() {
        refused("resume", "'first' is PENDING, not paused");

        rows.running("first", "SOAKING");

        refused("resume", "'first' is SOAKING, not paused");
    }

    @Test
    void approvalIsForARolloutThatAwaitsIt() throws SQLException {
        rows.running("first", "SOAKING");
        refused("approve", "Approve it when it is AWAITING_APPROVAL");

        rows.running("first", "AWAITING_APPROVAL");
        given("approve", "");
        given("approve", "");

        assertThat(rollout().orders().approvals()).isEqualTo(1);
    }

    @Test
    void abortIsForGoodAndOnlyOnce() throws SQLException {
        given("abort", "wrong firmware");

        assertThat(rollout().orders().aborted()).isTrue();
        refused("abort", "'first' is ABORTED");
        refused("pause", "'first' is ABORTED");
        refused("resume", "declare another rollout");
        refused("approve", "'first' is ABORTED");
    }

    @Test
    void finishedRolloutTakesNoOrders() {
        rows.running("first", "COMPLETED");
        rows.member("first", "d2", "QUARANTINED");

        refused("racks/d2/retry", "declare another rollout with racks: {names: [d2]}");
        refused("racks/d2/skip", "'first' is COMPLETED");
        refused("abort", "'first' is COMPLETED: there is nothing to abort");
        refused("pause", "'first' is COMPLETED");
        refused("resume", "'first' is COMPLETED");
        refused("approve", "'first' is COMPLETED");
    }

    @Test
    void quarantinedRackIsTriedAgainOnceForEachOrderObeyed() throws SQLException {
        rows.running("first", "RUNNING");
        rows.member("first", "d2", "QUARANTINED");

        given("racks/d2/retry", "hose replaced");
        given("racks/d2/retry", "hose replaced");
        assertThat(rollout().rack("d2")).isEqualTo(new RackOrder(1, false, "hose replaced"));

        rows.execute("update rollout_rack set retries_seen = 1");
        given("racks/d2/retry", "hose replaced again");
        assertThat(rollout().rack("d2")).isEqualTo(new RackOrder(2, false, "hose replaced again"));
    }

    @Test
    void rackThatIsWellIsNotTriedAgainUnlessItsEvidenceIsUnclear() throws SQLException {
        rows.running("first", "PAUSED");
        rows.member("first", "d2", "ACTIVE");
        rows.standing("d2", "PROVISIONED", "BURNED_IN");
        refused("racks/d2/retry", "Rack 'd2' is ACTIVE in rollout 'first'");

        rows.execute("update rack_progress set inconclusive = true");
        given("racks/d2/retry", "flow sensor replaced");

        assertThat(rollout().rack("d2").retries()).isEqualTo(1);
    }

    @Test
    void rackIsSkippedUntilItHasSettled() throws SQLException {
        rows.running("first", "RUNNING");
        rows.member("first", "d1", "DONE");
        rows.member("first", "d2", "QUARANTINED");
        rows.member("first", "d3", "WAITING");
        rows.member("first", "d4", "SKIPPED");

        given("racks/d2/skip", "back to the vendor");
        given("racks/d3/skip", "no floor tile");
        given("racks/d3/skip", "no floor tile");

        assertThat(rollout().rack("d3")).isEqualTo(new RackOrder(0, true, "no floor tile"));
        refused("racks/d1/skip", "Rack 'd1' is DONE");
        refused("racks/d4/skip", "Rack 'd4' is SKIPPED");
        refused("racks/d2/retry", "was skipped");
    }

    @Test
    void rackOfARolloutThatHasNotBegunMayBeSkipped() throws SQLException {
        Answer answer = given("racks/d4/skip", "arrives next week");

        assertThat(answer.body().path("rack").asText()).isEqualTo("d4");
        assertThat(rollout().rack("d4").skipped()).isTrue();
    }

    @Test
    void skipRetryAndAbortNeedAReason() {
        for (String path : new String[] {"abort", "racks/d1/skip", "racks/d1/retry"}) {
            Answer answer = api.postJson("/api/v1/rollouts/first/" + path, "{}");
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.firstFault()).as(path).contains("reason");
        }
        assertThat(order("pause", "x".repeat(501)).status()).isEqualTo(400);
    }

    @Test
    void unknownRolloutAndRackAreNamedWithTheNearest() {
        Answer rollout = api.postJson("/api/v1/rollouts/frist/pause", "{}");
        assertThat(rollout.status()).isEqualTo(404);
        assertThat(rollout.body().path("detail").asText())
                .isEqualTo("There is no rollout named 'frist'. Did you mean 'first'?");

        Answer rack = order("racks/d9/skip", "gone");
        assertThat(rack.status()).isEqualTo(404);
        assertThat(rack.body().path("detail").asText())
                .contains("no rack of rollout 'first' named 'd9'. Did you mean 'd1'?");
    }

    @Test
    void viewerGivesNoOrders() {
        Answer viewer =
                api.postJson("/api/v1/tokens", "{\"name\": \"reader\", \"role\": \"viewer\"}");
        Api reader = api.as(viewer.body().path("token").asText());

        assertThat(reader.postJson("/api/v1/rollouts/first/pause", "{}").status()).isEqualTo(403);
    }
}
