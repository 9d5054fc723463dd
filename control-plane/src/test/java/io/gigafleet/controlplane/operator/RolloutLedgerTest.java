package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.ledger.SpecReader;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackChoice;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rollouts in the ledger: what the leader reads back, and what PostgreSQL itself refuses. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class RolloutLedgerTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject SpecReader specs;

    @BeforeEach
    void declared() {
        rows.clear();
        Api.Answer applied =
                new Api(root, PostgresResource.ADMIN_TOKEN)
                        .apply(
                                Plant.together(
                                        Plant.SITE,
                                        Plant.rack(4),
                                        Dock.delivery(3),
                                        Dock.rollout("first", "rows: [h1-r1]")));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @Test
    void leaderReadsRacksAndRolloutsAsTheyWereDeclared() throws SQLException {
        Specs read = specs.read();

        assertThat(read.topology().racks())
                .extracting(rack -> rack.name())
                .containsExactly("d1", "d2", "d3", "r4");
        assertThat(read.identities())
                .containsExactly(
                        new RackIdentity("SN-D1", 1, "dock-1", "w44"),
                        new RackIdentity("SN-D2", 2, "dock-1", "w44"),
                        new RackIdentity("SN-D3", 1, "dock-1", "w44"),
                        new RackIdentity("SN-4", 2, "", ""));
        OrderedRollout rollout = read.rollouts().getFirst();
        assertThat(rollout.rollout().metadata().labels()).isEqualTo(Map.of("phase", "one"));
        assertThat(rollout.spec().soak()).isEqualTo(Duration.ofHours(1));
        assertThat(rollout.spec().failures().max()).hasValue(1);
        assertThat(rollout.orders()).isEqualTo(OrderedRollout.Orders.NONE);
        assertThat(RackChoice.of(rollout.spec(), read.topology(), read.identities()))
                .isEqualTo(List.of("d1", "d2"));
    }

    @Test
    void wholeWayIntoServiceIsLegal() {
        rows.standing("d1", "PLANNED", "PLANNED");

        for (String stage :
                List.of(
                        "DELIVERED",
                        "INSTALLED",
                        "ENERGIZED",
                        "LEAK_TESTED",
                        "PROVISIONED",
                        "BURNED_IN",
                        "ACCEPTED",
                        "IN_SERVICE",
                        "MAINTENANCE",
                        "PROVISIONED",
                        "QUARANTINED",
                        "INSTALLED",
                        "QUARANTINED",
                        "RETIRED")) {
            move("d1", stage);
        }

        assertThat(rows.count("rack_progress where stage = 'RETIRED'")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, PLANNED, IN_SERVICE",
        "PLANNED, DELIVERED, ENERGIZED",
        "INSTALLED, ENERGIZED, PROVISIONED",
        "PROVISIONED, BURNED_IN, IN_SERVICE",
        "BURNED_IN, QUARANTINED, IN_SERVICE",
        "ACCEPTED, IN_SERVICE, QUARANTINED",
        "QUARANTINED, RETIRED, PLANNED"
    })
    void stageIsNeverJumpedOver(String from, String stage, String next) {
        rows.standing("d1", from, stage);

        assertThatThrownBy(() -> move("d1", next))
                .isInstanceOf(AssertionError.class)
                .cause()
                .hasMessageContaining("rack_progress_legal");
    }

    @Test
    void pastIsNotRewrittenToMakeAJumpLegal() {
        rows.standing("d1", "PLANNED", "DELIVERED");

        assertThatThrownBy(
                        () ->
                                rows.execute(
                                        "update rack_progress set stage = 'IN_SERVICE', from_stage"
                                                + " = 'ACCEPTED' where rack = 'd1'"))
                .cause()
                .hasMessageContaining("rack d1 stands at DELIVERED and can not come from ACCEPTED");
    }

    @Test
    void rackIsOnItsWayInOneRollout() {
        rows.execute(
                "insert into rollout (name, labels, spec, revision) values ('second', '{}', '{}',"
                        + " 1)");
        rows.member("first", "d1", "ACTIVE");

        assertThatThrownBy(() -> rows.member("second", "d1", "WAITING"))
                .cause()
                .hasMessageContaining("rollout_rack_once");
        rows.member("first", "d1", "QUARANTINED");
        rows.member("second", "d1", "WAITING");
        assertThat(rows.count("rollout_rack where rack = 'd1'")).isEqualTo(2);
    }

    private void move(String rack, String stage) {
        rows.execute(
                "update rack_progress set from_stage = stage, stage = '%s' where rack = '%s'"
                        .formatted(stage, rack));
    }
}
