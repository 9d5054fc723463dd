package io.gigafleet.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * A site on which rollouts go on side by side, each in a row of its own, an hour of rollout time
 * per second.
 */
final class RolloutFleet {

    static final String FIRMWARE = "25.10.2";
    static final int STEADY_REPLICAS = 6;
    private static final double SPEED = 3_600;
    private static final double REQUESTS_PER_SECOND = 20;

    private static final String TWO_THEN_FOUR =
            """
            firmware: 25.10.2
            canary: 2
            growth: 2
            soak: 10m
            stages:
              BURNED_IN: {duration: 1h}
            """;

    private RolloutFleet() {}

    /** Starts it: racks stand and serve in row {@code steady} alone. */
    static Fleet start(Path directory) {
        Fleet fleet =
                Fleet.start(
                        directory,
                        new RowSite(
                                4_000_000,
                                List.of(
                                        new RowSite.Row("good", 1_000_000, "a", 0),
                                        new RowSite.Row("steady", 700_000, "a", 4),
                                        new RowSite.Row("mixed", 700_000, "b", 0),
                                        new RowSite.Row("stuck", 700_000, "b", 0),
                                        new RowSite.Row("orders", 700_000, "b", 0),
                                        new RowSite.Row("ended", 700_000, "b", 0),
                                        new RowSite.Row("killed", 700_000, "k", 0))),
                        new FleetSettings(
                                SPEED,
                                SPEED,
                                REQUESTS_PER_SECOND,
                                "burn-in-firmware=batch:bad,flow-sensor=stuck-1"));
        fleet.apply(RowSite.service("steady", "steady", STEADY_REPLICAS));
        Await.until(
                "racks that stand there serve, and enough to tell how well",
                Duration.ofMinutes(3),
                () -> {
                    JsonNode status = fleet.get("/services/steady").path("status");
                    return status.path("satisfied").asBoolean()
                            && status.path("ttftP95Millis").isNumber()
                            && status.path("requestsPerSecond").asDouble() > 1;
                });
        return fleet;
    }

    /** Everything that comes then: a service that waits for racks, deliveries, rollouts. */
    static String deliveriesAndRollouts() {
        return RowSite.service("chat", "good", 50)
                + RowSite.delivery("good", Collections.nCopies(6, "w43"))
                + RowSite.commission("good", TWO_THEN_FOUR)
                + RowSite.delivery("mixed", List.of("w43", "bad", "w43", "bad"))
                + RowSite.commission("mixed", TWO_THEN_FOUR + "failures: {max: 0}")
                + RowSite.delivery("stuck", List.of("w43"))
                + RowSite.commission("stuck", TWO_THEN_FOUR)
                + RowSite.delivery("orders", Collections.nCopies(3, "w43"))
                + RowSite.commission("orders", TWO_THEN_FOUR)
                + RowSite.delivery("ended", Collections.nCopies(4, "w43"))
                + RowSite.commission("ended", TWO_THEN_FOUR.replace("1h", "40h"))
                + RowSite.delivery("killed", List.of("w43"))
                + RowSite.commission("killed", TWO_THEN_FOUR.replace("1h", "40h"))
                + """
                ---
                apiVersion: gigafleet/v1
                kind: Rollout
                metadata: {name: steady}
                spec:
                  kind: firmware
                  racks: {rows: [steady]}
                  maxUnavailablePerService: 3
                """
                + TWO_THEN_FOUR.indent(2);
    }
}
