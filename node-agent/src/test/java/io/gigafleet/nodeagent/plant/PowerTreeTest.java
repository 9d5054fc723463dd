package io.gigafleet.nodeagent.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.schemas.manifest.Site.Domain;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PowerTreeTest {

    private static final double STEP_SECONDS = 0.05;

    // In no order: a row, its site, its PDUs.
    private final PowerTree tree =
            new PowerTree(
                    List.of(
                            domain("pdu-1", DomainKind.PDU, "row", 200_000, 150_000),
                            domain("row", DomainKind.ROW, "site", 300_000, 240_000),
                            domain("site", DomainKind.SITE, "", 500_000, 400_000),
                            new Domain(
                                    "pdu-2",
                                    DomainKind.PDU,
                                    "row",
                                    200_000,
                                    OptionalLong.empty())));

    @Test
    void parentsStandBeforeChildren() {
        assertThat(tree.feeders().stream().map(Feeder::name))
                .containsExactly("site", "row", "pdu-1", "pdu-2");
        assertThat(tree.upFrom("pdu-2")).containsExactly("pdu-2", "row", "site");
        assertThat(tree.upFrom("elsewhere")).isEmpty();
    }

    @Test
    void drawGoesThroughAllFeedersAbove() {
        step(100_000, 60_000);

        assertThat(watts("pdu-1")).isEqualTo(100_000);
        assertThat(watts("pdu-2")).isEqualTo(60_000);
        assertThat(watts("row")).isEqualTo(160_000);
        assertThat(watts("site")).isEqualTo(160_000);
        assertThat(feeder("site").energyJoules()).isEqualTo(160_000 * STEP_SECONDS);
    }

    @Test
    void theMostOfAnIntervalIsKept() {
        step(100_000, 0);
        step(50_000, 0);
        assertThat(feeder("row").wattsMax()).isEqualTo(100_000);

        feeder("row").beginInterval();
        step(60_000, 0);
        assertThat(feeder("row").wattsMax()).isEqualTo(60_000);
    }

    @Test
    void onOneFeedADomainCarriesItsFailoverWatts() {
        feeder("row").lose(1);
        feeder("pdu-2").lose(1);

        assertThat(feeder("row").budgetWatts()).isEqualTo(240_000);
        assertThat(feeder("row").feedsPresent()).isEqualTo(1);
        assertThat(feeder("pdu-2").budgetWatts()).isEqualTo(200_000);
        assertThat(feeder("site").budgetWatts()).isEqualTo(500_000);
    }

    @Test
    void withoutFeedsADomainAndAllBelowAreDarkAndDrawNothing() {
        feeder("row").lose(2);
        tree.darken();
        step(100_000, 60_000);

        assertThat(tree.feeders().stream().filter(Feeder::isDark).map(Feeder::name))
                .containsExactly("row", "pdu-1", "pdu-2");
        assertThat(feeder("pdu-1").feedsPresent()).isZero();
        assertThat(watts("site")).isZero();

        feeder("row").lose(0);
        tree.darken();
        assertThat(feeder("pdu-1").feedsPresent()).isEqualTo(2);
    }

    @Test
    void overloadOpensTheFeederThatCarriesItAndDarkensWhatIsBelow() {
        List<Feeder> opened = List.of();
        int steps = 0;
        while (opened.isEmpty()) {
            opened = step(200_000, 200_000); // 133% of the row's 300 kW
            steps++;
        }

        assertThat(opened).extracting(Feeder::name).containsExactly("row");
        assertThat(steps * STEP_SECONDS).isBetween(1.45, 1.6);
        assertThat(feeder("pdu-2").isDark()).isTrue();
        step(200_000, 200_000);
        assertThat(watts("site")).isZero();
        assertThat(feeder("row").budgetWatts()).isZero();

        feeder("row").close();
        step(10_000, 10_000);
        assertThat(watts("site")).isEqualTo(20_000);
    }

    @Test
    void aLostFeedCanOverloadWhatWasFineBefore() {
        for (int i = 0; i < 200; i++) {
            assertThat(step(190_000, 100_000)).isEmpty();
        }
        feeder("row").lose(1); // 290 kW of 240: 121%, which is carried for a minute
        int steps = 0;
        while (step(190_000, 100_000).isEmpty()) {
            steps++;
        }
        assertThat(steps * STEP_SECONDS).isBetween(59.0, 61.0);
    }

    @Test
    void noDomainLosesMoreFeedsThanItHas() {
        assertThatThrownBy(() -> feeder("row").lose(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 feeds of row");
    }

    private List<Feeder> step(long pdu1, long pdu2) {
        return tree.step(new long[] {0, 0, pdu1, pdu2}, STEP_SECONDS);
    }

    private Feeder feeder(String name) {
        return tree.feeder(name).orElseThrow();
    }

    private long watts(String name) {
        return feeder(name).watts();
    }

    private static Domain domain(
            String name, DomainKind kind, String parent, long watts, long failover) {
        return new Domain(name, kind, parent, watts, OptionalLong.of(failover));
    }
}
