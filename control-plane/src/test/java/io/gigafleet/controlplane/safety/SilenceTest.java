package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Racks nobody hears: never, or not any more. A row of four that carries 400 kW. */
class SilenceTest {

    private static final int ROW = 1;
    private static final long BUDGET_WATTS = 400_000;
    private static final long SAFE_WATTS = 100_000;

    private static Topology row() {
        return new TestFleet().rows(1, 4).rowWatts(BUDGET_WATTS).topology();
    }

    @Test
    void freshSiteHeardRackByRackIsNoCauseForAnActOrAnAlarm() {
        Topology topology =
                new TestFleet().rows(4, 2).rowWatts(450_000).siteWatts(750_000).topology();
        FluidSite site = FluidSite.unheard(topology, 1);
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            site.run(15_000);
            site.silent.clear(rack);
            site.metered = rack > 3;
            assertThat(site.outcome.alarms()).as("before rack %d", rack).isEmpty();
        }
        site.run(60_000);
        assertThat(site.acts).isEmpty();
        assertThat(site.outcome.alarms()).isEmpty();
        assertThat(site.outcome.capWatts()).as("as high as caps go").containsOnly(121_875);
    }

    @Test
    void rackThatWasNeverHeardHasItsSafeCapUntilItIs() {
        FluidSite site = FluidSite.unheard(row(), 1);
        site.silent.clear(0, 3);
        site.run(20_000);
        assertThat(site.outcome.capWatts()).containsExactly(130_000, 130_000, 130_000, SAFE_WATTS);
        site.silent.clear(3);
        site.run(20_000);
        assertThat(site.sum(ROW, site.outcome.capWatts())).isEqualTo(BUDGET_WATTS * 13 / 10);
    }

    @Test
    void rackThatWasNeverHeardIsNoEvidenceOfItsCap() {
        FluidSite site = FluidSite.unheard(row(), 1);
        site.silent.clear(0, 3);
        site.load(0, 110_000, 0).load(1, 110_000, 0).load(2, 110_000, 0).run(20_000);
        assertThat(site.acts).as("330 kW were heard of 400").isEmpty();
        assertThat(site.outcome.alarms()).isEmpty();
        assertThat(site.drawWatts[0]).isEqualTo(110_000);
    }

    @Test
    void whatIsCommittedOnARackNobodyHeardCountsWhereNoMeterSeesIt() {
        FluidSite site = FluidSite.unheard(row(), 1);
        site.silent.clear(0, 3);
        site.load(3, 90_000, 0).run(20_000);
        site.loadAll(110_000).load(3, 90_000, 0).run(1_500);
        assertThat(site.acts)
                .extracting(GuardAct::action, GuardAct::numbers)
                .containsExactly(
                        tuple(
                                "cap",
                                "it draws 420.0 kW of 400.0 kW, of which 90.0 kW assumed of 1"
                                        + " silent rack; 3 racks are cut by 40.0 kW"));
    }

    @Test
    void meteredDomainNeedsNoAssumptionOfARackNobodyHeard() {
        FluidSite site = FluidSite.unheard(row(), 1);
        site.metered = true;
        site.silent.clear(0, 3);
        site.loadAll(120_000).load(3, 90_000, 0);
        site.demandWatts[3] = 20_000;
        site.run(60_000);
        assertThat(site.acts).as("its meter says 380 kW").isEmpty();
        assertThat(site.watts(ROW)).isBetween(378_000L, 380_000L);
    }

    @Test
    void rackThatFellSilentCountsWithItsCapAndTheActSaysThatNobodyMeasuredIt() {
        FluidSite site = new FluidSite(row(), 1);
        site.loadAll(80_000).run(3_000);
        site.silent.set(0);
        site.metered = false;
        site.run(6_000);
        site.loadAll(95_000).run(3_000);
        assertThat(site.acts).isNotEmpty();
        assertThat(site.acts.getFirst().numbers())
                .startsWith("it draws ")
                .contains(", of which 130.0 kW assumed of 1 silent rack; ");
        assertThat(site.outcome.capWatts()[0]).isEqualTo(SAFE_WATTS);
    }

    @Test
    void capsAddUpWhoeverIsHeard() {
        FluidSite site = FluidSite.unheard(row(), 1);
        for (int rack = 0; rack < 4; rack++) {
            site.silent.clear(rack);
            site.load(rack, 140_000, 0);
            for (int step = 0; step < 50; step++) {
                site.step();
                assertThat(site.sum(ROW, site.outcome.capWatts()))
                        .isLessThanOrEqualTo(BUDGET_WATTS * 13 / 10);
            }
        }
        site.run(1_000);
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(BUDGET_WATTS);
    }

    @Test
    void racksThatBeginWithSafeCapsInABusyRowAreRaisedWhileThereIsRoom() {
        FluidSite site = FluidSite.unheard(row(), 1);
        site.loadAll(91_000).load(0, 105_000, 0);
        site.silent.clear();
        site.run(30_000);
        assertThat(site.drawWatts[0]).as("378 of 400 kW").isEqualTo(105_000);
        assertThat(site.acts).isEmpty();
    }

    @Test
    void newerWordThatAllIsDarkCountsThoughAnOlderOneIsContradicted() {
        Topology topology = row();
        RackSights seen = RackSights.blank(4);
        Arrays.fill(seen.heardAtMillis(), 999_800);
        Arrays.fill(seen.drawWatts(), 80_000);
        Arrays.fill(seen.ceilingWatts(), 140_000);
        Arrays.fill(seen.safeCapWatts(), SAFE_WATTS);
        GuardOutcome outcome =
                new Guard(1)
                        .look(
                                new GuardSight(
                                        topology,
                                        seen,
                                        new PlantSights(
                                                List.of(dark(999_900), dark(900_000)),
                                                Collections.nCopies(2, LoopSight.UNHEARD)),
                                        List.of(),
                                        Modes.ALL_ACT,
                                        1_000_000),
                                GuardMemory.none());
        assertThat(outcome.bad()).containsOnlyKeys(0, 1, 2, 3);
    }

    private static DomainSight dark(long heardAtMillis) {
        return new DomainSight(heardAtMillis, 0, true, 2, 0);
    }
}
