package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two full racks, and services that need room on them. */
class MakingRoomTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int RACKS = 2;

    /** Replicas of eight accelerators that fill a rack of 72. */
    private static final int PER_RACK = 9;

    @TempDir private Path directory;
    private Fleet fleet;

    @RegisterExtension final SaidOnFailure saidOnFailure = new SaidOnFailure(() -> fleet);

    @BeforeEach
    void start() {
        fleet = Fleet.start(directory, new TestSite(1));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    /** A service whose replicas load within seconds. */
    private static String service(
            String name, String tenant, int replicas, int accelerators, int priority) {
        return """
        apiVersion: gigafleet/v1
        kind: InferenceService
        metadata: {name: %s}
        spec:
          tenant: %s
          model: {name: llama-3.1-70b, parametersTotal: 70e9, parametersActive: 70e9, precision: fp8, contextTokens: 8192}
          replicas: {min: %d, max: 64}
          shape: {accelerators: %d, skus: [gb300-nvl72]}
          priority: %d
          preemptible: true
          gracePeriod: 2s
          slo: {ttftP95: 1s, tpotP95: 50ms}
          traffic: {source: conversation}
        """
                .formatted(name, tenant, replicas, accelerators, priority);
    }

    private static String tenant(String name, int quota, int borrowLimit) {
        return """
        apiVersion: gigafleet/v1
        kind: Tenant
        metadata: {name: %s}
        spec: {acceleratorQuota: %d, borrowLimit: %d}
        """
                .formatted(name, quota, borrowLimit);
    }

    private JsonNode status(String service) {
        return fleet.get("/services/" + service).path("status");
    }

    private void awaitServing(String service, int replicas) {
        Await.until(
                replicas + " of " + service + " serve",
                LIMIT,
                () ->
                        fleet.ledger.number(
                                        "select count(*) from replica where service = '%s' and state = 'SERVING' and routed"
                                                .formatted(service))
                                == replicas);
    }

    private List<String> preempted() throws SQLException {
        return fleet.ledger.rows(
                "select r.service || ' for ' || p.service || ' ' || p.cause from preemption p join"
                        + " replica r on r.id = p.replica");
    }

    @Test
    void higherPriorityTakesThePlaceOfLowerWhichWaitsAgain() throws SQLException {
        fleet.apply(service("batch", "acme", RACKS * PER_RACK, 8, 0));
        awaitServing("batch", RACKS * PER_RACK);

        fleet.apply(service("urgent", "acme", 2, 16, 5));

        awaitServing("urgent", 2);
        awaitServing("batch", RACKS * PER_RACK - 4);
        assertThat(preempted()).hasSize(4).containsOnly("batch for urgent PRIORITY");
        Await.until(
                "the victims' slots say why they wait",
                LIMIT,
                () -> status("batch").path("unplaced").size() == 4);
        assertThat(status("batch").path("unplaced").path(0).path("message").asText()).isNotEmpty();
        assertThat(
                        fleet.ledger.rows(
                                "select detail from audit where action = 'preempt' and actor ="
                                        + " 'placement'"))
                .hasSize(4)
                .allMatch(why -> why.startsWith("preempted for urgent slot"));
        assertThat(fleet.ledger.number("select count(*) from promise")).isZero();
    }

    @Test
    void replicasMoveTogetherSoThatAWholeRackIsFree() throws SQLException {
        fleet.apply(service("first", "acme", PER_RACK, 8, 3));
        awaitServing("first", PER_RACK);
        fleet.apply(service("second", "acme", 5, 8, 3));
        awaitServing("second", 5);
        fleet.apply(service("first", "acme", 4, 8, 3));
        awaitServing("first", 4);
        Await.until(
                "what was scaled down is gone",
                LIMIT,
                () ->
                        fleet.ledger.number("select count(*) from replica where state = 'DRAINING'")
                                == 0);
        assertThat(
                        fleet.ledger.number(
                                "select count(distinct rack) from replica where state = 'SERVING'"))
                .as("each rack is partly taken")
                .isEqualTo(RACKS);

        fleet.apply(service("wide", "acme", 1, 72, 3));

        awaitServing("wide", 1);
        awaitServing("first", 4);
        awaitServing("second", 5);
        assertThat(preempted()).isEmpty();
        assertThat(fleet.ledger.rows("select detail from audit where action = 'move'"))
                .isNotEmpty()
                .allMatch(why -> why.startsWith("makes room for wide slot 0"));
    }

    @Test
    void borrowedAcceleratorsAreGivenBackToATenantThatNeedsItsShare() throws SQLException {
        fleet.apply(tenant("borrower", 72, 72) + "---\n" + tenant("owner", 72, 0));
        fleet.apply(service("greedy", "borrower", RACKS * PER_RACK, 8, 3));
        awaitServing("greedy", RACKS * PER_RACK);

        fleet.apply(service("modest", "owner", 4, 8, 3));

        awaitServing("modest", 4);
        awaitServing("greedy", RACKS * PER_RACK - 4);
        assertThat(preempted()).hasSize(4).containsOnly("greedy for modest RECLAIM");
    }
}
