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

/** What is wrong with a rollout is named with its line and field, and nothing is half applied. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class BadRolloutsTest {

    private static final String OF_DELIVERY = "delivery: dock-1";

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void delivered() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        applied(Plant.SITE, Plant.TENANT, Dock.delivery(4));
    }

    private void applied(String... documents) {
        Answer answer = api.apply(Plant.together(documents));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Answer refused(String... documents) {
        long before = rows.count("rack") + rows.count("rollout") + rows.count("rack_delivery");
        Answer answer = api.apply(Plant.together(documents));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("manifest-invalid");
        assertThat(rows.count("rack") + rows.count("rollout") + rows.count("rack_delivery"))
                .as("nothing is half applied")
                .isEqualTo(before);
        return answer;
    }

    @Test
    void soundRolloutIsAccepted() {
        applied(Dock.rollout("first", OF_DELIVERY));

        assertThat(api.apply(Dock.rollout("first", OF_DELIVERY)).body().at("/applied/0/action"))
                .hasToString("\"unchanged\"");
    }

    @Test
    void canaryOfNoRackIsRefused() {
        Answer answer =
                refused(Dock.rollout("first", OF_DELIVERY).replace("canary: 1", "canary: 0"));

        assertThat(answer.firstFault()).isEqualTo("document 1, line 8: spec.canary");
    }

    @Test
    void pastDeadlineIsRefused() {
        Answer answer =
                refused(
                        Dock.rollout("first", OF_DELIVERY)
                                + "  deadline: 2020-02-29T18:00:00+02:00\n");

        assertThat(answer.firstFault()).isEqualTo("document 1, line 15: spec.deadline");
        assertThat(answer.firstMessage()).contains("2020-02-29T16:00:00Z is past");
    }

    @Test
    void everyUnknownReferenceIsNamedAtOnce() {
        Answer answer =
                refused(
                        Dock.rollout("first", "delivery: dock-2, skus: [gb300]"),
                        Dock.rollout("second", "names: [d1, e2]"),
                        Dock.rollout("third", "rows: [h1-r1, h1-r7]"));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("field").asText())
                .containsExactly(
                        "spec.racks.delivery",
                        "spec.racks.skus[0]",
                        "spec.racks.names[1]",
                        "spec.racks.rows[1]");
        assertThat(answer.firstMessage())
                .isEqualTo("no delivery is named 'dock-2'; did you mean 'dock-1'?");
    }

    @Test
    void rolloutThatChoosesNoRackIsRefused() {
        Answer answer = refused(Dock.rollout("first", OF_DELIVERY + ", skus: [gb200-nvl72]"));

        assertThat(answer.firstFault()).contains("spec.racks");
        assertThat(answer.firstMessage()).contains("it chooses no rack");
    }

    @Test
    void rackInTwoRolloutsOfOneInputIsRefused() {
        Answer answer =
                refused(
                        Dock.rollout("first", OF_DELIVERY),
                        Dock.rollout("second", "rows: [h1-r2]"));

        assertThat(answer.firstFault()).isEqualTo("document 2, line 21: spec.racks.rows");
        assertThat(answer.firstMessage()).contains("racks d3, d4 are in rollout 'first'");
    }

    @Test
    void rackOfADeclaredRolloutIsNotTakenByAnother() {
        applied(Dock.rollout("first", OF_DELIVERY));

        Answer answer = refused(Dock.rollout("second", "names: [d2]"));

        assertThat(answer.firstFault()).isEqualTo("document 1, line 6: spec.racks.names[0]");
        assertThat(answer.firstMessage()).contains("rack d2 is in rollout 'first'");
    }

    @Test
    void rackOfARunningRolloutIsNotTakenByAnother() {
        applied(Dock.rollout("first", OF_DELIVERY));
        rows.running("first", "RUNNING");
        rows.member("first", "d2", "ACTIVE");
        rows.member("first", "d3", "DONE");

        assertThat(refused(Dock.rollout("second", "names: [d3, d2]")).firstMessage())
                .contains("rack d2 is in rollout 'first'");
        applied(Dock.rollout("third", "names: [d3]"));
    }

    @Test
    void abortedRolloutHoldsNoRackItNeverBegan() {
        applied(Dock.rollout("first", OF_DELIVERY));
        rows.execute("update rollout set aborted = true");

        applied(Dock.rollout("second", OF_DELIVERY));
    }

    @Test
    void racksInServiceAreNotCommissioned() {
        rows.standing("d1", "ACCEPTED", "IN_SERVICE");
        rows.standing("d2", "QUARANTINED", "RETIRED");

        Answer answer = refused(Dock.rollout("first", OF_DELIVERY));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("message").asText())
                .containsExactly("rack d1 is IN_SERVICE", "rack d2 is RETIRED");
        assertThat(answer.firstFault()).contains("spec.racks.delivery");
    }

    @Test
    void quarantinedRackIsTakenByItsNameOnly() {
        rows.standing("d1", "BURNED_IN", "QUARANTINED");

        assertThat(refused(Dock.rollout("first", "rows: [h1-r1]")).firstMessage())
                .contains("rack d1 is QUARANTINED")
                .contains("by its name only");
        applied(Dock.rollout("second", "names: [d1]"));
    }

    @Test
    void quarantinedRackIsHeldByItsRolloutUntilThatIsOver() {
        applied(Dock.rollout("first", "names: [d1, d2]"));
        rows.running("first", "RUNNING");
        rows.member("first", "d1", "QUARANTINED");
        rows.standing("d1", "BURNED_IN", "QUARANTINED");

        assertThat(refused(Dock.rollout("second", "names: [d1]")).firstMessage())
                .contains("rack d1 is in rollout 'first'");

        rows.running("first", "COMPLETED");
        applied(Dock.rollout("second", "names: [d1]"));
    }

    @Test
    void firmwareIsForRacksInService() {
        rows.standing("d1", "ACCEPTED", "IN_SERVICE");

        Answer answer = refused(Dock.firmware("first", "names: [d1, d2, d4]"));

        assertThat(answer.firstFault()).contains("spec.racks.names[1]");
        assertThat(answer.firstMessage()).contains("racks d2, d4 are PLANNED");
        applied(Dock.firmware("second", "names: [d1]"));
    }

    @Test
    void rampSmallerThanOneStepIsRefusedWithTheNumberToWrite() {
        Answer answer =
                refused(
                        Dock.rollout("first", OF_DELIVERY)
                                .replace("PerMinute: 2", "PerMinute: 0.1"));

        assertThat(answer.firstFault()).contains("spec.rampMegawattsPerMinute");
        assertThat(answer.firstMessage())
                .isEqualTo(
                        "a gb300-nvl72 adds 119000 W in one step, and only 100000 W may be added"
                                + " in a minute; write at least 0.119");
        applied(Dock.rollout("first", OF_DELIVERY).replace("PerMinute: 2", "PerMinute: 0.119"));
    }

    @Test
    void planIsFixedOnceDeclaredAndTheRestMayChange() {
        applied(Dock.rollout("first", OF_DELIVERY));

        Answer answer =
                refused(
                        Dock.rollout("first", "names: [d1]")
                                .replace("25.10.2", "25.11.0")
                                .replace("canary: 1", "canary: 2")
                                .replace("growth: 2", "growth: 3"));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("field").asText())
                .containsExactly("spec.racks", "spec.firmware", "spec.canary", "spec.growth");
        applied(
                Dock.rollout("first", OF_DELIVERY)
                                .replace("soak: 1h", "soak: 2h")
                                .replace("max: 1", "max: 2")
                                .replace("mode: approval", "mode: automatic")
                        + "  stages: {BURNED_IN: {duration: 24h}}\n");
    }

    @Test
    void finishedRolloutIsNotChanged() {
        applied(Dock.rollout("first", OF_DELIVERY));
        rows.running("first", "COMPLETED");

        Answer answer = refused(Dock.rollout("first", OF_DELIVERY).replace("soak: 1h", "soak: 2h"));

        assertThat(answer.firstFault()).contains("metadata.name");
        assertThat(answer.firstMessage()).contains("'first' is COMPLETED");
    }
}
