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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions over REST; no agent speaks here, so that only supposed racks take replicas. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class WhatIfResourceTest {

    private static final String PATH = "/api/v1/whatif";
    private static final String ONE_RACK =
            "\"addRacks\": [{\"sku\": \"gb300-nvl72\", \"row\": \"h1-r1\"}]";

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void planted() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
    }

    private JsonNode answered(String question) {
        Answer answer = api.postJson(PATH, question);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void withoutASuppositionItTellsHowTheFleetStands() {
        JsonNode answer = answered("{}");

        assertThat(answer.at("/services/0/service").asText()).isEqualTo("frontier-chat");
        assertThat(answer.at("/services/0/refused").asInt()).isEqualTo(2);
        assertThat(answer.at("/services/0/refusedAnyway").asInt()).isEqualTo(2);
        assertThat(answer.at("/services/0/reasons/0/reason").asText()).isEqualTo("NoRackReady");
        assertThat(answer.path("refusesMore").asBoolean()).isFalse();
    }

    @Test
    void supposedRacksTakeWhatWaitsAndNothingIsKept() {
        JsonNode answer = answered("{" + ONE_RACK + "}");

        assertThat(answer.at("/services/0/placed").asInt()).isEqualTo(2);
        assertThat(answer.at("/steps/0/toRack").asText()).isEqualTo("new-1");
        JsonNode pdu = answer.at("/domains/1");
        assertThat(pdu.path("name").asText()).isEqualTo("pdu-1");
        assertThat(pdu.path("committedAfterWatts").asLong())
                .as("the rack's idle power and two replicas")
                .isGreaterThan(pdu.path("committedBeforeWatts").asLong() + 21_000);
        assertThat(rows.count("rack")).isEqualTo(4);
        assertThat(rows.count("replica")).isZero();
    }

    @Test
    void aServiceWithMoreReplicasThanFitIsRefusedMore() {
        JsonNode answer =
                answered(
                        "{\"services\": [{\"name\": \"frontier-chat\", \"replicas\": 10}], "
                                + ONE_RACK
                                + "}");

        assertThat(answer.at("/services/0/placed").asInt()).isEqualTo(9);
        assertThat(answer.at("/services/0/refused").asInt()).isEqualTo(1);
    }

    @Test
    void manifestsArePlacedAsOneTextOrOneByOne() {
        String other = Plant.SERVICE.replace("frontier-chat", "other");
        String asText = "{\"manifests\": \"" + other.replace("\n", "\\n") + "\", " + ONE_RACK + "}";

        assertThat(answered(asText).path("services")).hasSize(2);
    }

    @Test
    void aQuestionMayBeYaml() {
        Answer answer =
                api.post(
                        PATH,
                        MediaTypes.YAML,
                        """
                        addRacks:
                          - {sku: gb300-nvl72, row: h1-r2, loop: loop-2, powerDomain: pdu-2, count: 1}
                        budgets:
                          - {domain: feed, watts: 300000}
                        """);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().at("/domains/0/budgetAfterWatts").asLong()).isEqualTo(300_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"lose\": {\"racks\": [\"r9\"]}} | lose.racks[0]",
                "{\"lose\": {\"rows\": [\"h9\"]}} | lose.rows[0]",
                "{\"lose\": {\"loops\": [\"l9\"]}} | lose.loops[0]",
                "{\"budgets\": [{\"domain\": \"fed\", \"watts\": 1}]} | budgets[0].domain",
                "{\"budgets\": [{\"domain\": \"feed\", \"watts\": -1}]} | budgets[0].watts",
                "{\"budgets\": [{\"domain\": \"feed\"}]} | budgets[0].watts",
                "{\"addRacks\": [{\"sku\": \"gb9\", \"row\": \"h1-r1\"}]} | addRacks[0].sku",
                "{\"addRacks\": [{\"sku\": \"gb300-nvl72\", \"row\": \"x\"}]} | addRacks[0].row",
                "{\"addRacks\": [{\"sku\": \"gb300-nvl72\", \"row\": \"h1-r1\", \"count\": 0}]} |"
                        + " addRacks[0].count",
                "{\"services\": [{\"name\": \"frontier\", \"replicas\": 1}]} | services[0].name",
                "{\"services\": [{\"name\": \"frontier-chat\", \"replicas\": -1}]} |"
                        + " services[0].replicas",
                "{\"budget\": []} | budget",
                "{\"budgets\": [ | line 1, column 14"
            })
    void whatIsWrongIsNamed(String question, String field) {
        Answer answer = api.postJson(PATH, question);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body().at("/problems/0/field").asText()).isEqualTo(field);
    }

    @Test
    void aDryRunOfAServiceTellsWhatWouldBecomeOfTheFleet() {
        Answer answer =
                api.putYaml(
                        "/api/v1/services/frontier-chat?dryRun=true",
                        Plant.SERVICE.replace("min: 2", "min: 3"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().at("/applied/0/action").asText()).isEqualTo("updated");
        assertThat(answer.body().at("/effect/services/0/refused").asInt()).isEqualTo(3);
        assertThat(answer.body().at("/effect/refusesMore").asBoolean()).isTrue();
    }
}
