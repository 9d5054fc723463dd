package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.controlplane.fleet.PlannedPower;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.ObservedDraws;
import io.gigafleet.controlplane.ledger.SpecReader;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.ledger.TermOverException;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Key;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observed draws in the ledger, and how they reach what decisions see. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class ObservedDrawsTest {

    private static final Sku SKU = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
    private static final Draw DRAW = new Draw(new Key("frontier-chat", SKU.name()), 500, 60);

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject ObservedDraws draws;
    @Inject SpecReader specs;
    @Inject Lease lease;

    private Term term;

    @BeforeEach
    void planted() throws SQLException {
        rows.clear();
        Api api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
        term = lease.take("here", Duration.ofMinutes(1)).orElseThrow();
    }

    private static long plannedOfEight(Specs read) {
        ServiceView service = read.services().getFirst();
        return service.planned().aboveIdle(SKU, 8);
    }

    @Test
    void whatIsWrittenIsReadAndPlannedWithAlsoByWhoReadsChangesOnly() throws SQLException {
        Specs before = specs.read();
        assertThat(plannedOfEight(before)).isEqualTo(PlannedPower.rackWattsAboveIdle(SKU, 900, 8));

        draws.write(term, List.of(DRAW));

        assertThat(draws.read()).containsExactly(DRAW);
        assertThat(specs.revision())
                .as("decisions made before are made again")
                .isGreaterThan(before.revision());
        long withMargin = PlannedPower.rackWattsAboveIdle(SKU, 550, 8);
        assertThat(plannedOfEight(specs.readAfter(before))).isEqualTo(withMargin);
        assertThat(plannedOfEight(specs.read())).isEqualTo(withMargin);
    }

    @Test
    void aDrawOfADeletedServiceIsNotKept() throws SQLException {
        draws.write(term, List.of(new Draw(new Key("gone", SKU.name()), 500, 60)));

        assertThat(draws.read()).isEmpty();
    }

    @Test
    void anEarlierLeaderWritesNothing() {
        Term over = new Term(term.holder(), term.fleetId(), term.incarnation(), term.epoch() - 1);

        assertThatThrownBy(() -> draws.write(over, List.of(DRAW)))
                .isInstanceOf(TermOverException.class);
    }
}
