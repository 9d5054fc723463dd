package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kills and fences the control plane while the racks serve. */
class RestartTest {

    private static final int REPLICAS = 6;
    private static final String PLACEMENTS =
            "select id, rack, accelerators, slot from replica where state <> 'STOPPED' order by id";
    private static final String UNPUBLISHED =
            "select count(*) from outbox where published_at is null";
    private static final String BEHIND =
            """
            select count(*) from rack_assignment left join rack_state using (rack)
             where (observed_epoch, observed_generation) is distinct from (epoch, generation)
            """;

    @TempDir private Path directory;
    private Fleet fleet;

    @RegisterExtension final SaidOnFailure saidOnFailure = new SaidOnFailure(() -> fleet);

    @BeforeEach
    void serveChat() {
        fleet = Fleet.start(directory, new TestSite(1));
        fleet.apply(TestSite.chat(REPLICAS));
        Await.until(
                "all replicas serve",
                Duration.ofSeconds(60),
                () ->
                        fleet.ledger.number(
                                        "select count(*) from replica where state = 'SERVING' and"
                                                + " routed")
                                == REPLICAS);
        settle();
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void settle() {
        Await.until(
                "everything published and every agent at the ledger's generation",
                Duration.ofSeconds(30),
                () -> fleet.ledger.number(UNPUBLISHED) == 0 && fleet.ledger.number(BEHIND) == 0);
    }

    @Test
    void killedPlaneComesBackToTheSamePlacements() throws SQLException {
        List<String> before = fleet.ledger.rows(PLACEMENTS);
        fleet.plane().kill();
        assertThat(fleet.agent("l1").isAlive()).isTrue();

        fleet.restartPlane();
        awaitTokens();
        settle();
        assertThat(fleet.ledger.rows(PLACEMENTS)).isEqualTo(before);
    }

    @Test
    void planeKilledBetweenCommitAndPublishLosesNothing() throws SQLException {
        fleet.infrastructure.pauseKafka();
        fleet.apply(TestSite.chat(REPLICAS + 2));
        Await.until(
                "the decision is committed and not published",
                Duration.ofSeconds(20),
                () -> fleet.ledger.number(UNPUBLISHED) > 0 && fleet.ledger.number(BEHIND) > 0);
        fleet.plane().kill();
        fleet.infrastructure.resumeKafka();

        fleet.restartPlane();
        Await.until(
                "the new replicas serve",
                Duration.ofSeconds(60),
                () ->
                        fleet.ledger.number(
                                        "select count(*) from replica where state = 'SERVING' and"
                                                + " routed")
                                == REPLICAS + 2);
        settle();
        assertThat(fleet.ledger.number("select count(*) from replica where state <> 'STOPPED'"))
                .isEqualTo(REPLICAS + 2);
    }

    @Test
    void oldLeadersCommitIsRefusedAfterTheEpochWasRaised() throws SQLException {
        fleet.ledger.execute("update ledger_head set epoch = epoch + 1");
        long raised = fleet.ledger.number("select epoch from ledger_head");
        fleet.apply(TestSite.chat(REPLICAS + 1));

        Await.until(
                "the old leader has said that it steps down",
                Duration.ofSeconds(10),
                () -> fleet.plane().log().contains("stepping down"));
        Await.until(
                "a new term decides",
                Duration.ofSeconds(20),
                () ->
                        fleet.ledger.number(
                                        "select count(*) from replica where state = 'SERVING' and"
                                                + " routed")
                                == REPLICAS + 1);
        assertThat(fleet.ledger.number("select epoch from ledger_head")).isGreaterThan(raised);
        assertThat(
                        fleet.ledger.number(
                                "select count(*) from replica where id like '%%-%d-i1e%dn%%'"
                                        .formatted(REPLICAS, raised - 1)))
                .as("nothing was written under the old epoch")
                .isZero();
    }

    @Test
    void restoredLedgerBeginsANewLifeThatRacksObey() throws SQLException {
        fleet.plane().kill();
        fleet.ledger.execute("update ledger_head set epoch = 0; delete from rack_assignment");

        fleet.restartPlane();
        Await.until(
                "a new incarnation",
                Duration.ofSeconds(30),
                () -> fleet.ledger.number("select incarnation from ledger_head") == 2);
        fleet.apply(TestSite.chat(REPLICAS + 1));
        Await.until(
                "racks obey the new life",
                Duration.ofSeconds(60),
                () ->
                        fleet.ledger.number(
                                        "select count(*) from replica where state = 'SERVING' and"
                                                + " routed")
                                == REPLICAS + 1);
    }

    private void awaitTokens() {
        Await.until(
                "tokens flow",
                Duration.ofSeconds(30),
                () -> fleet.get("/site").path("tokensPerSecond").asDouble() > 0);
    }
}
