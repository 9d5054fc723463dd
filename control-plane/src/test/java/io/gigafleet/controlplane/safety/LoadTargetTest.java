package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTargetTest {

    private static final int SITE = 0;

    private static FluidSite site() {
        return new FluidSite(new TestFleet().rows(2, 4).siteWatts(1_200_000).topology(), 1)
                .loadAll(110_000)
                .run(3_000);
    }

    private static LoadTarget target(FluidSite site, long watts, long inMillis, long forMillis) {
        return new LoadTarget(
                "grid-1",
                watts,
                site.nowMillis,
                site.nowMillis + forMillis,
                site.nowMillis + inMillis);
    }

    @Test
    void targetIsMetBeforeItsDeadlineAndHeld() {
        FluidSite site = site();
        site.loadTargets = List.of(target(site, 600_000, 10_000, 120_000));
        site.run(10_000);
        assertThat(site.watts(SITE)).isBetween(570_000L, 600_000L);
        assertThat(site.outcome.target()).startsWith("drawing 5").endsWith(", met");
        assertThat(site.outcome.budgetWatts()[SITE]).isEqualTo(600_000);
        site.run(60_000);
        assertThat(site.watts(SITE)).isBetween(550_000L, 600_000L);
    }

    @Test
    void longDeadlineIsUsed() {
        FluidSite site = site();
        site.loadTargets = List.of(target(site, 600_000, 100_000, 200_000));
        site.run(45_000);
        assertThat(site.watts(SITE)).as("about half way").isBetween(700_000L, 780_000L);
        assertThat(site.outcome.target()).contains("at this rate");
        site.run(55_000);
        assertThat(site.watts(SITE)).isLessThanOrEqualTo(600_000);
    }

    @Test
    void capsAreLiftedSmoothlyAfterIt() {
        FluidSite site = site();
        site.loadTargets = List.of(target(site, 600_000, 10_000, 30_000));
        site.run(30_000);
        long before = site.watts(SITE);
        long steepest = 0;
        for (int second = 0; second < 60; second++) {
            site.run(1_000);
            steepest = Math.max(steepest, site.watts(SITE) - before);
            before = site.watts(SITE);
        }
        assertThat(before).isEqualTo(880_000);
        assertThat(steepest).isLessThan(100_000);
        assertThat(site.actsOf("load-target-over")).isEqualTo(1);
    }

    @Test
    void preemptibleReplicasPayFirst() {
        FluidSite site = site();
        for (int rack = 0; rack < 4; rack++) {
            site.load(rack, 110_000, 89_000);
        }
        site.loadTargets = List.of(target(site, 700_000, 1_000, 60_000));
        site.run(5_000);
        assertThat(site.drawWatts[7]).isEqualTo(110_000);
        assertThat(site.drawWatts[0]).isLessThan(70_000);
    }

    @Test
    void targetThatIsOnlySuggestedIsNotMetAndSaysSo() {
        FluidSite site = site();
        site.modes = new Modes(Map.of("site", Modes.all(Mode.SUGGEST)), Set.of());
        site.loadTargets = List.of(target(site, 600_000, 5_000, 60_000));
        site.run(10_000);
        assertThat(site.watts(SITE)).isEqualTo(880_000);
        assertThat(site.acts).extracting(GuardAct::done).contains(false);
        assertThat(site.outcome.alarms()).extracting(GuardAlarm::key).contains("load-target site");
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000, 10_000, 20_000, 60_000})
    void targetBelowTheLowestClocksIsMetByItsDeadline(long inMillis) {
        FluidSite site = site();
        for (int rack = 0; rack < 4; rack++) {
            site.load(rack, 110_000, 40_000);
        }
        site.loadTargets = List.of(target(site, 180_000, inMillis, 120_000));
        site.run(inMillis);
        assertThat(site.watts(SITE)).as("eight racks idle at 168 kW").isLessThanOrEqualTo(180_000);
        site.run(1_000);
        assertThat(site.outcome.target()).endsWith(", met");
    }
}
