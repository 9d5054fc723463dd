package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.SafetyReader;
import io.gigafleet.controlplane.operator.Api.Answer;
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

/** What operators say of the guard, and what they see of it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class SafetyTest {

    private static final String TARGET = "/api/v1/site/load-target";
    private static final String WINDOWS = "/api/v1/maintenance-windows";

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject SafetyReader reader;

    private Api api;

    @BeforeEach
    void planted() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
    }

    private SafetyOrders orders() throws SQLException {
        return reader.readAfter(SafetyOrders.NONE);
    }

    private static String target(long watts, Instant from, Instant until) {
        return "{\"watts\": %d, \"from\": \"%s\", \"until\": \"%s\", \"reason\": \"peak\"}"
                .formatted(watts, from, until);
    }

    @Test
    void everythingActsUntilSomebodySaysOtherwise() {
        JsonNode modes = api.get("/api/v1/safety/modes").body().path("items");

        assertThat(modes).hasSize(1);
        assertThat(modes.at("/0/scope").asText()).isEqualTo("site");
        assertThat(modes.at("/0/modes"))
                .hasSize(Automation.values().length)
                .allMatch(mode -> mode.asText().equals("act"));
        assertThat(modes.at("/0/held").asBoolean()).isFalse();
    }

    @Test
    void modesOfAScopeReachTheLeaderAndAreInheritedAgain() throws SQLException {
        Answer set =
                api.putJson(
                        "/api/v1/safety/modes",
                        "{\"scope\": \"row/h1-r1\", \"modes\": {\"power\": \"suggest\"}}");

        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(orders().modes().of(Automation.POWER, List.of("row/h1-r1")))
                .isEqualTo(Mode.SUGGEST);
        assertThat(orders().modes().of(Automation.HEAT, List.of("row/h1-r1"))).isEqualTo(Mode.ACT);

        JsonNode inherited =
                api.putJson(
                                "/api/v1/safety/modes",
                                "{\"scope\": \"row/h1-r1\", \"modes\": {\"all\": \"inherit\"}}")
                        .body();
        assertThat(inherited.path("items")).hasSize(1);
        assertThat(rows.count("audit where action = 'safety-mode'")).isEqualTo(2);
    }

    @Test
    void wrongWordsSayWhichAreRight() {
        assertThat(
                        api.putJson("/api/v1/safety/modes", "{\"modes\": {\"power\": \"off\"}}")
                                .firstMessage())
                .isEqualTo("power has no mode 'off'; write observe, suggest, act or inherit");
        assertThat(
                        api.putJson("/api/v1/safety/modes", "{\"modes\": {\"heating\": \"act\"}}")
                                .firstMessage())
                .startsWith("there is no automation 'heating'; write power, heat,");
        assertThat(
                        api.putJson(
                                        "/api/v1/safety/modes",
                                        "{\"scope\": \"row/h1-r9\", \"modes\": {\"heat\":"
                                                + " \"act\"}}")
                                .firstMessage())
                .startsWith("there is no 'row/h1-r9' in this site; did you mean 'row/h1-r");
    }

    @Test
    void holdNeedsAReasonAndEndsOnce() throws SQLException {
        assertThat(api.postJson("/api/v1/safety/hold", "{}").firstFault()).endsWith("reason");

        JsonNode held = api.postJson("/api/v1/safety/hold", "{\"reason\": \"meter swap\"}").body();

        assertThat(held.at("/items/0/held").asBoolean()).isTrue();
        assertThat(held.at("/items/0/holdReason").asText()).isEqualTo("meter swap");
        assertThat(orders().modes().of(Automation.LEAK, List.of("rack/r1")))
                .isEqualTo(Mode.SUGGEST);
        assertThat(api.postJson("/api/v1/safety/release", "{}").status()).isEqualTo(200);
        assertThat(api.postJson("/api/v1/safety/release", "{}").problem()).isEqualTo("conflict");
    }

    @Test
    void actsAndSuggestionsAreListedApart() {
        rows.act("cap", "domain/h1-r1");
        rows.act("suggest-trip", "rack/r1");

        JsonNode all = api.get("/api/v1/safety/acts").body().path("items");
        JsonNode suggested = api.get("/api/v1/safety/acts?suggested=true").body().path("items");

        assertThat(all)
                .extracting(act -> act.path("action").asText())
                .containsExactly("trip", "cap");
        assertThat(suggested).hasSize(1);
        assertThat(suggested.at("/0/done").asBoolean()).isFalse();
        assertThat(api.get("/api/v1/safety/acts?subject=rack/r1").body().path("items")).hasSize(1);
        assertThat(api.get("/api/v1/safety/acts?subject=bogus").firstMessage())
                .isEqualTo(
                        "there is no 'bogus'; write site, hall/H, row/R, domain/D, loop/L or"
                                + " rack/R");
    }

    @Test
    void loadTargetIsSetReplacedAndCleared() throws SQLException {
        assertThat(api.get(TARGET).body().path("state").asText()).isEqualTo("NONE");
        Instant now = Instant.now();

        JsonNode set = api.putJson(TARGET, target(200_000, now, now.plusSeconds(3_600))).body();
        assertThat(set.path("state").asText()).isEqualTo("MET");
        assertThat(set.at("/target/watts").asLong()).isEqualTo(200_000);
        assertThat(set.at("/target/deadline").asText())
                .isEqualTo(
                        Instant.parse(set.at("/target/from").asText()).plusSeconds(60).toString());

        api.putJson(TARGET, target(150_000, now.plusSeconds(60), now.plusSeconds(600)));
        api.putJson(TARGET, target(100_000, now.plusSeconds(7_200), now.plusSeconds(9_000)));
        JsonNode replaced = api.get(TARGET).body();
        assertThat(replaced.path("state").asText()).isEqualTo("UPCOMING");
        assertThat(replaced.at("/target/watts").asLong()).isEqualTo(150_000);
        assertThat(replaced.path("upcoming")).hasSize(1);
        assertThat(orders().loadTargets()).hasSize(2);

        assertThat(api.delete(TARGET + "?reason=done").body().path("state").asText())
                .isEqualTo("NONE");
        assertThat(orders().loadTargets()).isEmpty();
        assertThat(rows.count("audit where action like 'load-target-%'")).isEqualTo(4);
    }

    @Test
    void loadTargetTakesSecondsSince1970() {
        long until = Instant.now().getEpochSecond() + 600;

        JsonNode set = api.putJson(TARGET, "{\"watts\": 90000, \"until\": " + until + "}").body();

        assertThat(set.at("/target/until").asText())
                .isEqualTo(Instant.ofEpochSecond(until).toString());
    }

    @Test
    void impossibleLoadTargetsAreRefusedWithAdvice() {
        Instant now = Instant.now();

        assertThat(api.putJson(TARGET, "{}").firstFault()).endsWith("watts");
        assertThat(api.putJson(TARGET, target(900_000, now, now.plusSeconds(60))).firstMessage())
                .startsWith("900000 W is no target for a site of 400000 W;");
        assertThat(api.putJson(TARGET, "{\"watts\": 1}").firstFault()).endsWith("until");
        assertThat(api.putJson(TARGET, target(1, now, now.minusSeconds(60))).firstMessage())
                .contains("is past; write a time to come");
        assertThat(api.putJson(TARGET, "{\"watts\": 1, \"until\": \"tomorrow\"}").firstMessage())
                .startsWith("'tomorrow' is not a time; write it as 2026-01-31T12:00:00Z");
        assertThat(
                        api.putJson(
                                        TARGET,
                                        "{\"watts\": 1, \"until\": \"%s\", \"deadline\": \"%s\"}"
                                                .formatted(
                                                        now.plusSeconds(60), now.plusSeconds(90)))
                                .firstFault())
                .endsWith("deadline");
        assertThat(rows.count("load_target")).isZero();
    }

    @Test
    void alarmIsAcknowledgedAndSilencedByItsKey() throws SQLException {
        rows.alarm("leak rack/r1", "rack/r1");
        String path = "/api/v1/alarms/leak%20rack%2Fr1";

        JsonNode seen = api.postJson(path + "/acknowledge", "{\"reason\": \"on my way\"}").body();
        assertThat(seen.path("acknowledgedBy").asText()).isEqualTo("local-admin");

        Instant until = Instant.now().plusSeconds(600);
        JsonNode silent = api.postJson(path + "/silence", "{\"until\": \"" + until + "\"}").body();
        assertThat(silent.path("silencedBy").asText()).isEqualTo("local-admin");
        assertThat(orders().isSilenced("leak rack/r1", Instant.now().toEpochMilli())).isTrue();

        JsonNode listed = api.get("/api/v1/alarms?standing=true").body().path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/severity").asText()).isEqualTo("critical");
        assertThat(api.postJson("/api/v1/alarms/none/acknowledge", "{}").status()).isEqualTo(404);
    }

    @Test
    void alarmIsNotSilencedUntilATimeThatIsPast() throws SQLException {
        rows.alarm("leak rack/r1", "rack/r1");

        Answer answer =
                api.postJson(
                        "/api/v1/alarms/leak%20rack%2Fr1/silence",
                        "{\"until\": \"2020-01-01T00:00:00Z\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.firstFault()).endsWith("until");
        assertThat(answer.firstMessage())
                .startsWith("2020-01-01T00:00:00Z is past; write a time to come");
        assertThat(rows.count("audit where action = 'silence'")).isZero();
    }

    @Test
    void windowSilencesTheAlarmsOfItsRowAndEnds() throws SQLException {
        rows.alarm("leak rack/r1", "rack/r1");
        Instant until = Instant.now().plusSeconds(600);

        Answer made =
                api.postJson(
                        WINDOWS,
                        "{\"scope\": \"row/h1-r1\", \"until\": \"%s\", \"reason\": \"hoses\"}"
                                .formatted(until));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().path("on").asBoolean()).isTrue();
        String id = made.body().path("id").asText();
        assertThat(api.get("/api/v1/alarms").body().at("/items/0/silencedBy").asText())
                .isEqualTo(id);
        assertThat(orders().windowsAt(Instant.now().toEpochMilli())).hasSize(1);

        assertThat(api.delete(WINDOWS + "/" + id).status()).isEqualTo(204);
        assertThat(api.delete(WINDOWS + "/" + id).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/alarms").body().at("/items/0/silencedBy").isNull()).isTrue();
    }

    @Test
    void windowIsForARowOrALoop() {
        assertThat(
                        api.postJson(
                                        WINDOWS,
                                        "{\"scope\": \"rack/r1\", \"until\": \"%s\"}"
                                                .formatted(Instant.now().plusSeconds(60)))
                                .firstFault())
                .endsWith("scope");
    }

    @Test
    void viewersMayOnlyLook() {
        String token =
                api.postJson("/api/v1/tokens", "{\"name\": \"eve\", \"role\": \"viewer\"}")
                        .body()
                        .path("token")
                        .asText();

        assertThat(api.as(token).get("/api/v1/safety/modes").status()).isEqualTo(200);
        assertThat(api.as(token).get("/api/v1/alarms").status()).isEqualTo(200);
        assertThat(api.as(token).postJson("/api/v1/safety/hold", "{}").status()).isEqualTo(403);
        assertThat(api.as(token).putJson(TARGET, "{}").status()).isEqualTo(403);
    }

    @Test
    void modesThatSomebodyElseChangedAreNotOverwritten() {
        String seen = api.get("/api/v1/safety/modes").header("ETag");
        String heat = "{\"modes\": {\"heat\": \"suggest\"}}";
        String row = "{\"scope\": \"row/h1-r1\", \"modes\": {\"power\": \"observe\"}}";
        api.putJson("/api/v1/safety/modes", row);

        Answer late = api.putJson("/api/v1/safety/modes", heat, "If-Match", seen);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.problem()).isEqualTo("precondition-failed");
        assertThat(late.body().path("detail").asText())
                .startsWith("The modes have changed: the ETag is \"")
                .endsWith("Get it, change that, and try again.");
        String now = api.get("/api/v1/safety/modes").header("ETag");
        Answer set = api.putJson("/api/v1/safety/modes", heat, "If-Match", now);
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.header("ETag")).isNotEqualTo(now);
    }

    @Test
    void loadTargetThatTheGridChangedIsNotOverwritten() {
        Instant now = Instant.now();
        String seen = api.get(TARGET).header("ETag");
        String wish = target(200_000, now, now.plusSeconds(3_600));

        Answer first = api.putJson(TARGET, wish, "If-Match", seen);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isNotEqualTo(seen);

        assertThat(api.putJson(TARGET, wish, "If-Match", seen).status()).isEqualTo(412);
        assertThat(api.delete(TARGET, "If-Match", seen).status()).isEqualTo(412);
        assertThat(api.get(TARGET).body().at("/target/watts").asLong()).isEqualTo(200_000);
        assertThat(api.delete(TARGET, "If-Match", first.header("ETag")).status()).isEqualTo(200);
    }

    @Test
    void budgetsInForceAreUnknownWhereNobodyIsOnDuty() {
        JsonNode domain = api.get("/api/v1/domains").body().at("/items/0");

        assertThat(domain.path("budgetWatts").asLong()).isEqualTo(400_000);
        assertThat(domain.path("budgetInForceWatts").isNull()).isTrue();
        assertThat(domain.path("band").isNull()).isTrue();
    }
}
