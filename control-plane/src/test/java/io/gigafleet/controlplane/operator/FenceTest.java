package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Commit;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.Decisions;
import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.OvertakenException;
import io.gigafleet.controlplane.ledger.RoomMade;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import io.gigafleet.controlplane.ledger.SpecReader;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.ledger.TermOverException;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a leader's write rests on, and what it leaves behind. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class FenceTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject SpecReader specs;
    @Inject Lease lease;
    @Inject Commit commit;
    @Inject DecidedReader decided;

    private Api api;
    private Term term;

    @BeforeEach
    void leads() throws SQLException {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        apply(
                Plant.together(
                        Plant.SITE,
                        Plant.TENANT,
                        Plant.rack(1),
                        Plant.rack(2),
                        service("chat", 2),
                        service("other", 1)));
        term = lease.take("test", Duration.ofSeconds(30)).orElseThrow();
    }

    private void apply(String manifests) {
        Api.Answer applied = api.apply(manifests);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    private static String service(String name, int replicas) {
        return Plant.SERVICE
                .replace("name: frontier-chat,", "name: " + name + ",")
                .replace("{min: 2, max: 12}", "{min: %d, max: 12}".formatted(replicas));
    }

    private static Replica replica(String service, int part) {
        return new Replica(
                Replica.idOf(service + "-0", part),
                service,
                0,
                part,
                "r1",
                AcceleratorSet.range(8 * part, 8 * part + 8),
                ReplicaState.SERVING,
                true,
                part > 0,
                9_000,
                "test");
    }

    private static Decisions decisions(Specs seen, RoomMade room, Replica... replicas) {
        return new Decisions(
                seen.revision(),
                List.of(replicas),
                room,
                List.of(),
                Optional.empty(),
                List.of(),
                RolloutDecision.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private void write(Specs seen, Replica... replicas) throws SQLException {
        commit.write(term, decisions(seen, RoomMade.NONE, replicas));
    }

    @Test
    void changeOfAnotherServiceDoesNotOvertakeADecision() throws SQLException {
        Specs seen = specs.read();
        apply(service("other", 3));
        write(seen, replica("chat", 0));
        assertThat(decided.replicas()).containsExactly(replica("chat", 0));
    }

    @Test
    void changeOfTheSameServiceOvertakesIt() throws SQLException {
        Specs seen = specs.read();
        apply(service("chat", 3));
        assertThatThrownBy(() -> write(seen, replica("chat", 0)))
                .isInstanceOf(OvertakenException.class)
                .hasMessageContaining("service chat has changed");
        assertThat(decided.replicas()).isEmpty();
    }

    @Test
    void cordonOvertakesEveryDecision() throws SQLException {
        Specs seen = specs.read();
        Api.Answer cordoned = api.postJson("/api/v1/racks/r2/cordon", "{}");
        assertThat(cordoned.status()).as(cordoned.text()).isLessThan(300);
        assertThatThrownBy(() -> write(seen, replica("chat", 0)))
                .isInstanceOf(OvertakenException.class)
                .hasMessageContaining("the plant is at");
    }

    @Test
    void nothingIsWrittenAfterAnotherTermBegan() throws SQLException {
        Specs seen = specs.read();
        rows.execute("update ledger_head set epoch = epoch + 1");
        assertThatThrownBy(() -> write(seen, replica("chat", 0)))
                .isInstanceOf(TermOverException.class);
        assertThat(decided.replicas()).isEmpty();
    }

    @Test
    void specsReadAfterServicesChangedAreAsIfReadAnew() throws SQLException {
        Specs known = specs.read();
        apply(Plant.together(service("chat", 5), service("new", 1)));
        api.delete("/api/v1/services/other");

        Specs refreshed = specs.readAfter(known);

        assertThat(refreshed.topology()).isSameAs(known.topology());
        assertThat(refreshed.revision()).isEqualTo(specs.read().revision());
        assertThat(refreshed.services()).isEqualTo(specs.read().services());
        assertThat(refreshed.services()).extracting(s -> s.name()).containsExactly("chat", "new");
    }

    @Test
    void specsAreReadAnewAfterThePlantChanged() throws SQLException {
        Specs known = specs.read();
        apply(Plant.rack(3));
        assertThat(specs.readAfter(known).topology().rackCount()).isEqualTo(3);
    }

    @Test
    void partsOfACopyAreRoutedTogetherAndReadBackWhole() throws SQLException {
        write(specs.read(), replica("chat", 0), replica("chat", 1));
        assertThat(decided.replicas()).containsExactly(replica("chat", 0), replica("chat", 1));
    }

    @Test
    void madeRoomIsReadBackUntilTheVictimIsGone() throws SQLException {
        Replica victim = replica("chat", 0).in(ReplicaState.DRAINING, "preempted");
        Preempted preempted =
                new Preempted(
                        victim.id(), "other", 0, Preemption.Cause.RECLAIM, 1_770_000_000_123L);
        Promised promised =
                new Promised("other", 0, "r1", AcceleratorSet.range(0, 8), 1_770_000_300_456L);
        Specs seen = specs.read();

        commit.write(
                term,
                decisions(
                        seen,
                        new RoomMade(List.of(preempted), Optional.of(List.of(promised))),
                        victim));
        assertThat(decided.preempted()).containsExactly(preempted);
        assertThat(decided.promised()).containsExactly(promised);

        commit.write(
                term,
                decisions(
                        seen,
                        new RoomMade(List.of(), Optional.of(List.of())),
                        victim.in(ReplicaState.STOPPED, "gone")));
        assertThat(decided.preempted()).isEmpty();
        assertThat(decided.promised()).isEmpty();
    }
}
