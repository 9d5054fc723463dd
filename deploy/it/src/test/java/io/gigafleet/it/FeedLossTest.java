package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.schemas.v1.MeterReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A row at full load loses one of its two feeds, and later both: its agents brake by themselves,
 * the plane's caps follow, and power comes back slowly. A breaker that opens is the end of the
 * story that must not happen.
 *
 * <p>Both racks at peak draw 280 kW: 87% of what the row carries, and 117% of what one feed does,
 * which its UPS bears for a minute.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeedLossTest {

    private static final long ROW_WATTS = 320_000;
    private static final long FAILOVER_WATTS = 240_000;
    private static final long PEAK_WATTS = 280_000;
    private static final long IDLE_WATTS = 42_000;

    /** One second on a machine of its own; tests run beside others. */
    private static final long BRAKE_WITHIN_MILLIS = 2_000;

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir private static Path directory;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);
    private static MeterTail meter;

    @BeforeAll
    static void start() {
        fleet = Fleet.start(directory, new TightSite(ROW_WATTS, FAILOVER_WATTS));
        fleet.startPlant();
        meter = new MeterTail(fleet.infrastructure, TightSite.ROW);
        Await.until(
                "the racks are fresh and the row is metered",
                SOON,
                () ->
                        fleet.get("/site").path("racks").path("fresh").asInt() == 2
                                && row().path("meteredWatts").asLong() >= IDLE_WATTS * 9 / 10);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void agentsBrakeByThemselvesWhenAFeedIsLostAtFullLoad() {
        TightSite.RACKS.forEach(
                rack ->
                        fleet.order(
                                TightSite.AGENT, "/faults/surge?use=1&seconds=600&rack=" + rack));
        Await.until(
                "the row draws what its racks can",
                LONG,
                () -> row().path("meteredWatts").asLong() > PEAK_WATTS * 98 / 100);

        fleet.order(Fleet.PLANT, "/faults/feed?lost=1&domain=" + TightSite.ROW);
        Await.until("the row is back in what one feed carries", SOON, () -> isWithin(row(), 1.0));

        MeterTail.Reading lost = meter.firstSince(0, reading -> reading.getFeedsPresent() == 1);
        MeterTail.Reading braked =
                meter.firstSince(
                        lost.atMillis(), reading -> reading.getWatts() <= FAILOVER_WATTS * 1.005);
        assertThat(lost.meter().getBudgetWatts()).isEqualTo(FAILOVER_WATTS);
        assertThat(braked.atMillis() - lost.atMillis()).isLessThan(BRAKE_WITHIN_MILLIS);
    }

    @Test
    @Order(2)
    void thePlanesBudgetIsThatOfTheOtherFeedAndItsCapsFollow() {
        Await.until(
                "the guard holds the row to one feed",
                SOON,
                () ->
                        row().path("budgetInForceWatts").asLong() == FAILOVER_WATTS
                                && isWithin(row(), 0.96));
        assertThat(row().path("feedsPresent").asInt()).isEqualTo(1);
        assertThat(row().path("band").asText()).isNotEqualTo("CAP");
    }

    @Test
    @Order(3)
    void whenTheFeedIsBackPowerRisesSlowlyAndNothingOvershoots() {
        long backAtMillis = System.currentTimeMillis();
        fleet.order(Fleet.PLANT, "/faults/feed?lost=0&domain=" + TightSite.ROW);
        Await.until(
                "the racks draw all they can again",
                LONG,
                () -> row().path("meteredWatts").asLong() > PEAK_WATTS * 97 / 100);

        MeterTail.Reading full =
                meter.firstSince(
                        backAtMillis, reading -> reading.getWatts() > PEAK_WATTS * 97 / 100);
        assertThat(full.atMillis() - backAtMillis).as("milliseconds it took").isGreaterThan(2_000);
        assertThat(since(backAtMillis)).allMatch(reading -> reading.getWatts() < ROW_WATTS * 0.99);
    }

    @Test
    @Order(4)
    void withoutAnyFeedTheRacksAreDarkAndComeBackWithoutAnOperator() {
        fleet.order(Fleet.PLANT, "/faults/feed?lost=2&domain=" + TightSite.ROW);
        Await.until(
                "the racks draw nothing",
                SOON,
                () ->
                        row().path("drawnWatts").asLong() == 0
                                && row().path("feedsPresent").asInt() == 0);
        TightSite.RACKS.forEach(rack -> fleet.order(TightSite.AGENT, "/faults/mend?rack=" + rack));

        fleet.order(Fleet.PLANT, "/faults/feed?lost=0&domain=" + TightSite.ROW);
        Await.until(
                "the racks are under power again",
                LONG,
                () -> row().path("drawnWatts").asLong() >= IDLE_WATTS * 9 / 10);
        for (String rack : TightSite.RACKS) {
            assertThat(
                            fleet.get("/racks/" + rack).path("trip").isMissingNode()
                                    || fleet.get("/racks/" + rack).path("trip").isNull())
                    .as("rack %s is not tripped", rack)
                    .isTrue();
        }
    }

    @Test
    @Order(5)
    void noBreakerOpenedInAllThis() {
        assertThat(fleet.ask(Fleet.PLANT, "/meters").path("meters"))
                .allMatch(feeder -> !feeder.path("breakerOpen").asBoolean());
    }

    private static boolean isWithin(JsonNode row, double shareOfFailover) {
        return row.path("meteredWatts").asLong() <= FAILOVER_WATTS * shareOfFailover * 1.005;
    }

    private static List<MeterReading> since(long atMillis) {
        return meter.all().stream()
                .filter(reading -> reading.atMillis() >= atMillis)
                .map(MeterTail.Reading::meter)
                .toList();
    }

    private static JsonNode row() {
        for (JsonNode domain : fleet.get("/domains").path("items")) {
            if (domain.path("name").asText().equals(TightSite.ROW)) {
                return domain;
            }
        }
        throw new AssertionError("the API knows no row " + TightSite.ROW);
    }
}
