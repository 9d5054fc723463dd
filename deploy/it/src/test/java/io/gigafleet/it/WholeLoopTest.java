package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
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
 * The whole loop as one story: apply a service, see it serve, lose an agent, see its replicas move.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeLoopTest {

    private static final int REPLICAS = 12;
    private static final String LIVE =
            "select count(*) from replica where state = 'SERVING' and routed";

    @TempDir private static Path directory;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);

    @BeforeAll
    static void start() {
        fleet = Fleet.start(directory, new TestSite(2));
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void racksAreHeardAndDrawTheirIdlePower() {
        Await.until(
                "four racks FRESH",
                Duration.ofSeconds(30),
                () -> fleet.get("/site").path("racks").path("fresh").asInt() == 4);
        Await.until(
                "idle power at the site",
                Duration.ofSeconds(10),
                () -> Math.abs(drawnWatts() - 4 * 21_000) < 0.05 * 4 * 21_000);
    }

    @Test
    @Order(2)
    void appliedServiceServesTokensAndTheRacksWarmUp() {
        fleet.apply(TestSite.chat(REPLICAS));
        Await.until("all replicas serve", Duration.ofSeconds(60), () -> serving() == REPLICAS);
        Await.until(
                "tokens flow and first tokens are timed",
                Duration.ofSeconds(30),
                () -> {
                    JsonNode site = fleet.get("/site");
                    return site.path("tokensPerSecond").asDouble() > 0
                            && site.path("ttftP95Millis").asDouble() > 0;
                });
        Await.until(
                "power has risen with the load",
                Duration.ofSeconds(15),
                () -> drawnWatts() > 4 * 21_000 * 1.02);
    }

    @Test
    @Order(3)
    void agentsReportTheGenerationOfTheLedger() {
        Await.until(
                "every rack observed its newest assignment",
                Duration.ofSeconds(15),
                () -> behind().isEmpty());
    }

    @Test
    @Order(4)
    void silentAgentsRacksGoStaleThenLostAndTheirReplicasMove() throws SQLException {
        String lost = loopOfAReplica();
        List<String> racks = TestSite.racksOf(lost);
        fleet.agent(lost).kill();

        Await.until(
                "racks STALE",
                Duration.ofSeconds(15),
                () -> racks.stream().allMatch(rack -> condition(rack).equals("STALE")));
        assertThat(fleet.ledger.number(LIVE)).as("STALE evicts nothing").isEqualTo(REPLICAS);
        Await.until(
                "racks LOST",
                Duration.ofSeconds(60),
                () -> racks.stream().allMatch(rack -> condition(rack).equals("LOST")));
        Await.until(
                "all replicas serve elsewhere",
                Duration.ofSeconds(60),
                () -> serving() == REPLICAS && servingOn(racks) == 0);
        assertThat(
                        fleet.ledger.rows(
                                "select detail from audit where actor = 'safety' and action ="
                                        + " 'evict'"))
                .isNotEmpty()
                .allMatch(
                        why ->
                                why.contains(
                                        "silent for 30 s while canaries proved the path alive"));
        assertThat(
                        fleet.ledger.number(
                                "select count(*) from replica where state = 'DRAINING' and rack in ('%s', '%s')"
                                        .formatted(racks.get(0), racks.get(1))))
                .as("accelerators of a lost rack are not free before they are proven free")
                .isPositive();
        fleet.startAgent(lost);
        Await.until(
                "returned racks have stopped what was moved away",
                Duration.ofSeconds(40),
                () ->
                        fleet.ledger.number("select count(*) from replica where state = 'DRAINING'")
                                == 0);
    }

    @Test
    @Order(5)
    void minuteRollupsReachTheDatabase() {
        Await.until(
                "rollups of racks and of the service",
                Duration.ofSeconds(130),
                () ->
                        fleet.ledger.number(
                                                "select count(*) from rack_minute where"
                                                        + " output_tokens > 0")
                                        > 0
                                && fleet.ledger.number(
                                                "select count(*) from service_minute where service"
                                                        + " = 'chat' and requests > 0")
                                        > 0);
    }

    private static double drawnWatts() {
        return fleet.get("/site").path("power").path("drawnWatts").asDouble();
    }

    private static String condition(String rack) {
        return fleet.get("/racks/" + rack).path("condition").asText();
    }

    private static long serving() throws SQLException {
        return fleet.ledger.number(LIVE);
    }

    private static long servingOn(List<String> racks) throws SQLException {
        return fleet.ledger.number(
                LIVE + " and rack in ('%s', '%s')".formatted(racks.get(0), racks.get(1)));
    }

    private static List<String> behind() throws SQLException {
        return fleet.ledger.rows(
                """
                select rack, generation, observed_generation from rack_assignment left join rack_state using (rack)
                 where (observed_epoch, observed_generation) is distinct from (epoch, generation)
                """);
    }

    private static String loopOfAReplica() throws SQLException {
        return fleet.ledger
                .rows(
                        "select coolant_loop from replica join rack on rack.name = replica.rack"
                                + " where routed limit 1")
                .getFirst();
    }
}
