package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.RollupPartitions;
import io.gigafleet.controlplane.ledger.RollupStore;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.RollupRows;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import io.gigafleet.controlplane.telemetry.series.Resolution.Source;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roll-ups as they are written, and read back along time. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class SeriesApiTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject Lease lease;
    @Inject RollupStore store;
    @Inject RollupPartitions partitions;

    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final long start = minute.minusSeconds(600).getEpochSecond();
    private Api api;
    private Term term;

    @BeforeEach
    void leads() throws SQLException {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
        term = lease.take("test", Duration.ofSeconds(30)).orElseThrow();
        partitions.keep(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC), 14, 2);
    }

    @Test
    void whatWasWrittenIsReadBackWithTheResolutionThatWasChosen() throws SQLException {
        store.write(term, Source.TEN_SECONDS, rows(start, 10, 60_000));
        store.write(term, Source.TEN_SECONDS, rows(start + 10, 10, 90_000));

        JsonNode rack = series("rack/r1", "watts", "&step=1m");

        assertThat(rack.path("sourceSeconds").asInt()).isEqualTo(10);
        assertThat(rack.path("stepSeconds").asInt()).isEqualTo(60);
        assertThat(rack.path("unit").asText()).isEqualTo("W");
        assertThat(rack.path("points")).hasSize(1);
        assertThat(rack.path("points").path(0).path("value").asDouble()).isEqualTo(75_000);
        assertThat(rack.path("points").path(0).path("high").asDouble()).isEqualTo(90_100);
        assertThat(series("domain/pdu-1", "watts", "").path("points")).hasSize(2);
        assertThat(series("site", "tokens", "").path("points").path(0).path("value").asDouble())
                .isEqualTo(30);
        JsonNode firstTokens = series("service/frontier-chat", "ttft", "");
        assertThat(firstTokens.path("points").path(0).path("high").asDouble()).isPositive();
    }

    @Test
    void windowWrittenAgainStaysAsTheBetterOfTheTwo() throws SQLException {
        store.write(term, Source.MINUTE, rows(start, 20, 50_000));
        store.write(term, Source.MINUTE, rows(start, 60, 60_000));
        store.write(term, Source.MINUTE, rows(start, 30, 70_000));

        JsonNode day =
                series(
                        "rack/r1",
                        "watts",
                        "&from=" + minute.minus(Duration.ofHours(20)) + "&step=1m");

        assertThat(day.path("sourceSeconds").asInt()).isEqualTo(60);
        assertThat(day.path("points")).hasSize(1);
        assertThat(day.path("points").path(0).path("value").asDouble()).isEqualTo(60_000);
    }

    @Test
    void whatCannotBeAskedIsSaidWithWhatToDo() {
        assertThat(api.get("/api/v1/series?subject=hall/h1").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/series?subject=rack/r99").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/series?subject=loop/nowhere").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/series?subject=site&metric=ttft").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/series?subject=site&metric=smell").text())
                .contains("watts, die");
        assertThat(api.get("/api/v1/series?subject=site&step=15s").text()).contains("whole number");
    }

    @Test
    void topOfAFleetNobodyHeardIsEmpty() {
        JsonNode top = api.get("/api/v1/top?metric=watts&limit=3&row=h1-r1").body();

        assertThat(top.path("metric").asText()).isEqualTo("watts");
        assertThat(top.path("items")).isEmpty();
        assertThat(api.get("/api/v1/top?metric=smell").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/top?hall=nope").firstFault()).endsWith("hall");
        assertThat(api.get("/api/v1/top?row=nope").firstMessage())
                .startsWith("there is no 'nope'; there are h1-r1, ");
        assertThat(api.get("/api/v1/top?loop=nope").firstMessage()).contains("loop-1, loop-2");
        assertThat(api.get("/api/v1/top?loop=loop-2").status()).isEqualTo(200);
    }

    private JsonNode series(String subject, String metric, String more) {
        Api.Answer answer =
                api.get("/api/v1/series?subject=" + subject + "&metric=" + metric + more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static RollupRows rows(long start, int samples, long watts) {
        LatencyCounts counts = LatencyCounts.of(30, 5, 0, 2);
        return new RollupRows(
                List.of(
                        new RackRollup(
                                "r1",
                                start,
                                samples,
                                watts,
                                watts + 100,
                                0,
                                600,
                                550,
                                50_000,
                                800,
                                3,
                                0,
                                300,
                                0,
                                0,
                                counts)),
                List.of(
                        new ServiceRollup(
                                "frontier-chat", start, samples, 7, 0, 300, 0, counts, counts)),
                List.of(
                        plant(PlantRollup.SITE, start, samples, watts),
                        plant(PlantRollup.domain("pdu-1"), start, samples, watts)));
    }

    private static PlantRollup plant(String part, long start, int samples, long watts) {
        return new PlantRollup(
                part, start, samples, 1, watts, watts + 100, 0, 600, 550, 800, 3, 0, 300, 0, 0);
    }
}
