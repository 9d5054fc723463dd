package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.fleet.PlannedPower;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for a place and why, and what became of replicas that had one. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class QueueTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void planted() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        String batch =
                Plant.SERVICE
                        .replace("frontier-chat", "batch")
                        .replace("priority: 2", "priority: 0")
                        .replace("wattsPerAccelerator: 900", "wattsPerAccelerator: 800");
        assertThat(
                        api.apply(
                                        Plant.together(
                                                Plant.SITE,
                                                Plant.TENANT,
                                                Plant.racks(4),
                                                Plant.SERVICE,
                                                batch))
                                .status())
                .isEqualTo(200);
    }

    private JsonNode items(String path) {
        JsonNode body = api.get(path).body();
        assertThat(body.path("items").isArray()).as(body.toString()).isTrue();
        return body.path("items");
    }

    @Test
    void nobodyWaitsWhereAllIsPlaced() {
        assertThat(items("/api/v1/queue")).isEmpty();
    }

    @Test
    void theMoreImportantServiceStandsFirstAndTheOtherSeesWhoIsAhead() {
        rows.unplaced("batch", 0, "PowerExhausted", "power of feed is committed", true);
        rows.unplaced("batch", 1, "PowerExhausted", "power of feed is committed", true);
        rows.unplaced("frontier-chat", 1, "PowerExhausted", "power of feed is committed", true);

        JsonNode queue = items("/api/v1/queue");

        assertThat(queue).hasSize(2);
        assertThat(queue.at("/0/service").asText()).isEqualTo("frontier-chat");
        assertThat(queue.at("/0/ahead/replicas").asInt()).isZero();
        JsonNode batch = queue.path(1);
        assertThat(batch.path("position").asInt()).isEqualTo(2);
        assertThat(batch.path("replicas").asInt()).isEqualTo(2);
        assertThat(batch.path("slots")).extracting(JsonNode::asInt).containsExactly(0, 1);
        assertThat(batch.path("shape").asText()).isEqualTo("8 accelerators");
        assertThat(batch.path("reason").asText()).isEqualTo("PowerExhausted");
        assertThat(batch.path("nearestFit").asText()).isEqualTo("the best, r3, has 12 kW");
        assertThat(batch.at("/funnel/power").asInt()).isEqualTo(4);
        assertThat(batch.at("/ahead/replicas").asInt()).isEqualTo(1);
        assertThat(batch.at("/ahead/services/0").asText()).isEqualTo("frontier-chat");
    }

    @Test
    void neverAndNotNowAreDifferentAnswers() {
        rows.unplaced("frontier-chat", 0, "NeverFits", "more than any rack", false);
        rows.unplaced("frontier-chat", 1, "PowerExhausted", "not now", true);

        JsonNode queue = items("/api/v1/queue?service=frontier-chat");

        assertThat(queue.at("/0/verdict").asText()).isEqualTo("NEVER");
        assertThat(queue.at("/0/nextTryMillis").isNull()).isTrue();
        assertThat(queue.at("/1/verdict").asText()).isEqualTo("NOT_NOW");
        assertThat(queue.at("/1/nextTryMillis").asLong()).isPositive();
    }

    @Test
    void theQueueComesInPages() {
        rows.unplaced("batch", 0, "PowerExhausted", "not now", true);
        rows.unplaced("frontier-chat", 1, "PowerExhausted", "not now", true);

        JsonNode first = api.get("/api/v1/queue?limit=1").body();
        JsonNode second =
                api.get("/api/v1/queue?limit=1&cursor=" + first.path("nextCursor").asText()).body();

        assertThat(first.at("/items/0/service").asText()).isEqualTo("frontier-chat");
        assertThat(second.at("/items/0/service").asText()).isEqualTo("batch");
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(api.get("/api/v1/queue?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void theServiceSaysItsPlaceInTheQueue() {
        rows.unplaced("batch", 0, "PowerExhausted", "not now", true);
        rows.unplaced("frontier-chat", 1, "PowerExhausted", "not now", true);

        JsonNode status = api.get("/api/v1/services/batch").body().path("status");

        assertThat(status.at("/queue/0/position").asInt()).isEqualTo(2);
        assertThat(status.at("/queue/0/ahead/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void theHistoryTellsTheLifeOfAReplicaNewestFirst() {
        rows.serving("a", "frontier-chat", 0, "r1", 8, 7_000);
        rows.state("a", "DRAINING", "scaled down to 1");
        rows.state("a", "STOPPED", "reported gone by its rack");

        JsonNode events = items("/api/v1/placements/history?service=frontier-chat");

        assertThat(events)
                .extracting(event -> event.path("event").asText())
                .containsExactly("STOPPED", "DRAINING", "SERVING", "PLACED");
        assertThat(events)
                .extracting(event -> event.path("cause").asText())
                .startsWith("reported gone by its rack", "scaled down to 1");
        assertThat(items("/api/v1/placements/history?rack=r2")).isEmpty();
    }

    @Test
    void theHistoryTellsAPreemptionFromOtherEnds() {
        rows.serving("a", "batch", 0, "r1", 8, 7_000);
        rows.preempted("a", "frontier-chat");
        rows.state("a", "DRAINING", "preempted for frontier-chat-0, of higher priority");

        JsonNode newest = items("/api/v1/placements/history?service=batch").path(0);

        assertThat(newest.path("event").asText()).isEqualTo("PREEMPTED");
        assertThat(newest.path("cause").asText()).startsWith("preempted for frontier-chat-0");
    }

    @Test
    void theHistoryComesInPagesWithoutGapsOrRepeats() {
        rows.serving("a", "frontier-chat", 0, "r1", 8, 7_000);
        rows.serving("b", "frontier-chat", 1, "r2", 8, 7_000);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/placements/history?limit=1" + cursor).body();
            page.path("items")
                    .forEach(e -> seen.add(e.path("replica").asText() + e.path("event").asText()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asText();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("bSERVING", "bPLACED", "aSERVING", "aPLACED");
    }

    @Test
    void theServiceSaysWhatDrawItsPlacesArePlannedWithAndWhereFrom() {
        JsonNode declared = api.get("/api/v1/services/batch").body().at("/status/planned");
        assertThat(declared).hasSize(1);
        assertThat(declared.at("/0/wattsPerAccelerator").asLong()).isEqualTo(800);
        assertThat(declared.at("/0/source").asText()).isEqualTo("DECLARED");

        rows.observed("batch", "gb300-nvl72", 500);

        JsonNode observed = api.get("/api/v1/services/batch").body().at("/status/planned/0");
        assertThat(observed.path("wattsPerAccelerator").asLong()).isEqualTo(550);
        assertThat(observed.path("source").asText()).isEqualTo("OBSERVED");
        assertThat(observed.path("observedWatts").asLong()).isEqualTo(500);
    }

    @Test
    void placementPlansWithWhatWasObserved() {
        rows.observed("frontier-chat", "gb300-nvl72", 300);

        JsonNode answer =
                api.postJson(
                                "/api/v1/whatif",
                                "{\"addRacks\": [{\"sku\": \"gb300-nvl72\", \"row\":"
                                        + " \"h1-r1\"}]}")
                        .body();

        JsonNode feed = answer.at("/domains/0");
        assertThat(feed.path("committedAfterWatts").asLong() - 21_000)
                .as("four replicas of 8: two at 330 W, two at 800 W, times the rack's share")
                .isEqualTo(
                        feed.path("committedBeforeWatts").asLong()
                                + 2 * above(330)
                                + 2 * above(800));
    }

    /** Watts eight accelerators of so many watts add to a rack. */
    private static long above(long watts) {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
        return PlannedPower.rackWattsAboveIdle(sku, watts, 8);
    }
}
