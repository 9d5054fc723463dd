package io.gigafleet.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A fleet for stories of the safety guard: row {@code east} bears three racks at 110 kW, of 140 at
 * peak, row {@code west} two at more than their peak.
 */
final class GuardedFleet implements AutoCloseable {

    static final long EAST_WATTS = 330_000;
    static final int REPLICAS = 8;

    private static final long WEST_WATTS = 300_000;
    private static final long SITE_WATTS = 600_000;
    private static final List<String> EAST = List.of("east-1", "east-2", "east-3");
    private static final List<String> WEST = List.of("west-1", "west-2");

    final Fleet fleet;

    private GuardedFleet(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Starts it; returns when replicas serve and no rack is held back. */
    static GuardedFleet start(Path directory) {
        Fleet fleet =
                Fleet.start(
                        directory,
                        new RowSite(
                                SITE_WATTS,
                                List.of(
                                        new RowSite.Row("east", EAST_WATTS, "e", EAST.size()),
                                        new RowSite.Row("west", WEST_WATTS, "w", WEST.size()))));
        fleet.apply(TestSite.chat(REPLICAS));
        Await.until(
                "all replicas serve and every rack is heard",
                Duration.ofSeconds(90),
                () ->
                        fleet.ledger.number(
                                                "select count(*) from replica where state ="
                                                        + " 'SERVING' and routed")
                                        == REPLICAS
                                && fleet.get("/site").path("racks").path("fresh").asInt()
                                        == EAST.size() + WEST.size());
        GuardedFleet guarded = new GuardedFleet(fleet);
        guarded.awaitCalm();
        return guarded;
    }

    /** Has all racks of east want their peak. */
    void surgeEast() {
        EAST.forEach(rack -> surge("e", rack));
    }

    void surgeWest() {
        WEST.forEach(rack -> surge("w", rack));
    }

    private void surge(String agent, String rack) {
        fleet.fault(agent, "surge?rack=" + rack + "&use=1&seconds=600");
    }

    /** Ends what a story began, and waits until nothing of it is left. */
    void calm() {
        EAST.forEach(rack -> fleet.fault("e", "mend?rack=" + rack));
        WEST.forEach(rack -> fleet.fault("w", "mend?rack=" + rack));
        fleet.send("DELETE", "/api/v1/site/load-target", "", "");
        awaitCalm();
    }

    private void awaitCalm() {
        Await.until(
                "no alarm stands and no rack is held back",
                Duration.ofMinutes(4),
                () ->
                        fleet.get("/alarms?standing=true").path("items").isEmpty()
                                && isUncut("east", EAST)
                                && isUncut("west", WEST));
    }

    private boolean isUncut(String row, List<String> racks) {
        return sum(row, "capWatts") == (long) racks.size() * RowSite.PEAK_WATTS;
    }

    /** The agent that speaks for a rack. */
    static String agentOf(String rack) {
        return EAST.contains(rack) ? "e" : "w";
    }

    /** A rack on which replicas serve. */
    String servingRack() throws SQLException {
        return fleet.ledger
                .rows("select rack from replica where state = 'SERVING' order by rack limit 1")
                .getFirst();
    }

    JsonNode domain(String name) {
        for (JsonNode domain : fleet.get("/domains").path("items")) {
            if (Objects.equals(domain.path("name").asText(), name)) {
                return domain;
            }
        }
        throw new AssertionError("no domain " + name);
    }

    long drawnWatts(String domain) {
        return domain(domain).path("drawnWatts").asLong();
    }

    /** Whether east draws nearly all it bears, and no more. */
    boolean isEastCapped() {
        long watts = drawnWatts("east");
        return watts > EAST_WATTS * 80 / 100 && watts <= EAST_WATTS * 99 / 100;
    }

    /** What east's racks draw, as they say themselves. */
    long sumOfEast() {
        return sum("east", "powerWatts");
    }

    /** Whether a guard is on duty. */
    boolean isGuarded() {
        return !domain("east").path("budgetInForceWatts").isNull();
    }

    private long sum(String row, String field) {
        long sum = 0;
        for (JsonNode rack : fleet.get("/racks?row=" + row).path("items")) {
            sum += rack.path(field).asLong();
        }
        return sum;
    }

    @Override
    public void close() {
        fleet.close();
    }
}
