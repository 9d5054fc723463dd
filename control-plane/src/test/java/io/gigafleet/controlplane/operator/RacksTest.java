package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.operator.Api.Answer;
import io.gigafleet.controlplane.telemetry.ArrivedRecord;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Racks, what operators order of them, and the sums above them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class RacksTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    @Inject TelemetryIngest ingest;

    private Api api;
    private long sequence;

    @BeforeEach
    void planted() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
    }

    @Test
    void racksComeByNameInPages() {
        Answer first = api.get("/api/v1/racks?limit=3");
        Answer second =
                api.get("/api/v1/racks?limit=3&cursor=" + first.body().path("nextCursor").asText());

        assertThat(first.body().path("items"))
                .extracting(rack -> rack.path("name").asText())
                .containsExactly("r1", "r2", "r3");
        assertThat(second.body().path("items"))
                .extracting(rack -> rack.path("name").asText())
                .containsExactly("r4");
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void filtersNarrowTheList() {
        assertThat(api.get("/api/v1/racks?row=h1-r1").body().path("items")).hasSize(2);
        assertThat(api.get("/api/v1/racks?loop=loop-2").body().path("items")).hasSize(2);
        assertThat(api.get("/api/v1/racks?sku=gb200-nvl72").body().path("items")).isEmpty();
        assertThat(api.get("/api/v1/racks?condition=stale").body().path("items")).hasSize(4);
        assertThat(api.get("/api/v1/racks?condition=FRESH").body().path("items")).isEmpty();
    }

    @Test
    void unheardRackShowsWhatIsKnownAndNoReadings() {
        JsonNode rack = api.get("/api/v1/racks/r1").body();

        assertThat(rack.path("condition").asText()).isEqualTo("STALE");
        assertThat(rack.path("acceleratorsFree").asInt()).isEqualTo(72);
        assertThat(rack.path("committedWatts").asLong()).isEqualTo(21_000);
        assertThat(rack.path("powerWatts").isNull()).isTrue();
        assertThat(rack.path("serial").asText()).isEqualTo("SN-1");
        assertThat(rack.path("assignment").isNull()).isTrue();
    }

    @Test
    void replicasTakeAcceleratorsAndWatts() {
        rows.serving("a", "frontier-chat", 0, "r1", 8, 7_000);

        JsonNode rack = api.get("/api/v1/racks/r1").body();
        assertThat(rack.path("acceleratorsFree").asInt()).isEqualTo(64);
        assertThat(rack.path("committedWatts").asLong()).isEqualTo(28_000);
        assertThat(rack.path("replicas")).hasSize(1);

        JsonNode site = api.get("/api/v1/site").body();
        assertThat(site.at("/power/committedWatts").asLong()).isEqualTo(4 * 21_000 + 7_000);
        assertThat(site.at("/power/budgetWatts").asLong()).isEqualTo(400_000);
        assertThat(site.at("/replicas/serving").asInt()).isEqualTo(1);
        assertThat(site.at("/domains/1/committedWatts").asLong()).isEqualTo(2 * 21_000 + 7_000);
        assertThat(site.at("/racks/stale").asInt()).isEqualTo(4);

        JsonNode placement =
                api.get("/api/v1/placements?service=frontier-chat").body().at("/items/0");
        assertThat(placement.path("rack").asText()).isEqualTo("r1");
        assertThat(api.get("/api/v1/placements?rack=r2").body().path("items")).isEmpty();
        assertThat(api.get("/api/v1/placements?history=true").body().path("items")).isEmpty();
    }

    @Test
    void drainCordonsAndUncordonEndsIt() {
        JsonNode drained =
                api.postJson("/api/v1/racks/r1/drain", "{\"reason\": \"leak drill\"}").body();
        assertThat(drained.path("cordoned").asBoolean()).isTrue();
        assertThat(drained.path("draining").asBoolean()).isTrue();

        JsonNode back = api.postJson("/api/v1/racks/r1/uncordon", "{}").body();
        assertThat(back.path("cordoned").asBoolean()).isFalse();
        assertThat(back.path("draining").asBoolean()).isFalse();

        assertThat(api.get("/api/v1/audit?subject=rack/r1&limit=2").body().path("items"))
                .extracting(
                        entry ->
                                entry.path("action").asText()
                                        + ": "
                                        + entry.path("detail").asText())
                .containsExactly("uncordon: no reason given", "drain: leak drill");
    }

    @Test
    void orderNeedsNoBody() {
        Answer answer =
                api.send(api.request("/api/v1/racks/r2/cordon").POST(BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("cordoned").asBoolean()).isTrue();
    }

    @Test
    void reapplyingARackKeepsItsCordon() {
        api.postJson("/api/v1/racks/r1/cordon", "{}");

        api.apply(Plant.rack(1).replace("SN-1", "SN-100"));

        assertThat(api.get("/api/v1/racks/r1").body().path("cordoned").asBoolean()).isTrue();
    }

    @Test
    void capIsSetAndLifted() {
        JsonNode capped =
                api.putJson("/api/v1/racks/r1/cap", "{\"watts\": 84000, \"reason\": \"test\"}")
                        .body();
        assertThat(capped.path("operatorCapWatts").asLong()).isEqualTo(84_000);

        JsonNode lifted = api.delete("/api/v1/racks/r1/cap?reason=done").body();
        assertThat(lifted.path("operatorCapWatts").isNull()).isTrue();
        assertThat(
                        api.get("/api/v1/audit?subject=rack/r1&limit=1")
                                .body()
                                .at("/items/0/detail")
                                .asText())
                .isEqualTo("done");
    }

    @Test
    void clearedTripIsKeptForTheRack() {
        tripped("r1", "t-7");

        Answer answer =
                api.postJson(
                        "/api/v1/racks/r1/clear-trip", "{\"trip\": \"t-7\", \"reason\": \"dry\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(rows.count("rack where clear_trip = 't-7'")).isEqualTo(1);
        assertThat(api.postJson("/api/v1/racks/r1/clear-trip", "{}").firstFault()).endsWith("trip");
    }

    @Test
    void tripTheRackIsNotInIsNotCleared() {
        tripped("r1", "t-8");
        tripped("r2", "");

        Answer other = api.postJson("/api/v1/racks/r1/clear-trip", "{\"trip\": \"t-7\"}");
        Answer none = api.postJson("/api/v1/racks/r2/clear-trip", "{\"trip\": \"t-7\"}");
        Answer unheard = api.postJson("/api/v1/racks/r3/clear-trip", "{\"trip\": \"t-7\"}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().path("detail").asText())
                .isEqualTo("rack r1 is tripped by t-8, not by t-7: look at it again");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.body().path("detail").asText()).isEqualTo("rack r2 is not tripped");
        assertThat(unheard.status()).isEqualTo(409);
        assertThat(unheard.body().path("detail").asText()).contains("r3 has not reported");
        assertThat(rows.count("rack where clear_trip <> ''")).isZero();
        assertThat(rows.count("audit where action = 'clear-trip'")).isZero();
        assertThat(api.postJson("/api/v1/racks/r99/clear-trip", "{\"trip\": \"t-7\"}").status())
                .isEqualTo(404);
    }

    @Test
    void tripThatWasJustClearedMayBeClearedAgain() {
        String clearance = "{\"trip\": \"t-7\"}";
        tripped("r1", "t-7");
        api.postJson("/api/v1/racks/r1/clear-trip", clearance);

        assertThat(api.postJson("/api/v1/racks/r1/clear-trip", clearance).status()).isEqualTo(200);
        tripped("r1", "");
        assertThat(api.postJson("/api/v1/racks/r1/clear-trip", clearance).status()).isEqualTo(200);
        tripped("r1", "t-8");
        assertThat(api.postJson("/api/v1/racks/r1/clear-trip", clearance).status()).isEqualTo(409);
    }

    private void tripped(String rack, String trip) {
        RackStatus.Builder status =
                RackStatus.newBuilder()
                        .setRackId(rack)
                        .setBootId(1)
                        .setSequence(++sequence)
                        .setAgentId("agent-1")
                        .setAgentVersion("0.1.0");
        if (!trip.isEmpty()) {
            status.setTrip(Trip.newBuilder().setTripId(trip).setCause(TripCause.TRIP_CAUSE_LEAK));
        }
        reports(rack, status.build().toByteArray());
    }

    private void reports(String rack, byte @Nullable [] status) {
        assertThat(ingest.statuses().accept(ArrivedRecord.of(rack, status, 1, 0, sequence)))
                .isEqualTo(Receipt.Taken.TAKEN);
    }

    @AfterEach
    void forgetReports() {
        reports("r1", null);
        reports("r2", null);
    }

    @Test
    void ordersMoveTheSpecsRevision() {
        long before = rows.count("ledger_head where spec_revision = revision");
        api.postJson("/api/v1/racks/r1/cordon", "{}");

        assertThat(before).isEqualTo(1);
        assertThat(rows.count("ledger_head where spec_revision = revision")).isEqualTo(1);
        assertThat(rows.count("rack, ledger_head where rack.revision = spec_revision"))
                .isEqualTo(1);
    }

    @Test
    void pastMinutesAreRead() {
        rows.execute(
                """
                create table if not exists rack_minute_20260101 partition of rack_minute
                    for values from ('2026-01-01 00:00+00') to ('2026-01-02 00:00+00');
                insert into rack_minute (window_start, rack, samples, watts_mean, watts_max, energy_joules,
                    die_celsius_mean, die_celsius_max, return_celsius_max, utilization_mean,
                    power_throttle_millis, thermal_throttle_millis, requests, input_tokens,
                    output_tokens, ttft_counts)
                values ('2026-01-01 12:00Z', 'r1', 60, 90000, 95000, 5400000, 61.5, 70.5, 55, 0.8, 0, 0,
                    10, 4000, 1000, array_fill(0::bigint, array[76]))
                on conflict do nothing
                """);

        JsonNode items =
                api.get(
                                "/api/v1/racks/r1/telemetry?from=2026-01-01T11:00:00Z&to=2026-01-01T13:00:00Z")
                        .body()
                        .path("items");

        assertThat(items).hasSize(1);
        assertThat(items.at("/0/wattsMean").asInt()).isEqualTo(90_000);
        assertThat(items.at("/0/outputTokens").asLong()).isEqualTo(1_000);
        assertThat(items.at("/0/minute").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(items.at("/0/ttftP50Millis").isNull()).isTrue();
        assertThat(api.get("/api/v1/racks/r1/telemetry").body().path("items")).isEmpty();
        assertThat(api.get("/api/v1/services/frontier-chat/telemetry").status()).isEqualTo(200);
    }
}
