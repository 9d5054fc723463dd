package io.gigafleet.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import org.junit.jupiter.api.Test;

class HallSiteTest {

    @Test
    void rowsAndLoopsCarryTheirRacksPeaksDividedByTheOversubscription() {
        Topology site = HallSite.of(64, 1.3);

        assertThat(site.rackCount()).isEqualTo(64);
        assertThat(site.domains().stream().filter(domain -> domain.kind() == DomainKind.ROW))
                .hasSize(4)
                .allSatisfy(
                        row -> {
                            assertThat(row.budgetWatts()).isEqualTo(1_723_077);
                            assertThat(row.failoverWatts()).isEqualTo(1_378_462);
                        });
        assertThat(site.loops())
                .hasSize(8)
                .allSatisfy(loop -> assertThat(loop.heatCapacityWatts()).isEqualTo(749_538));
    }

    @Test
    void hallAndSiteKeepTheirShareOfTheRows() {
        Topology site = HallSite.of(64, 2);
        long rows = 4 * 1_120_000L;

        assertThat(site.domains())
                .filteredOn(domain -> domain.kind() != DomainKind.ROW)
                .extracting(PowerDomain::budgetWatts)
                .containsExactly(rows * 95 / 100 * 98 / 100, rows * 95 / 100);
    }
}
