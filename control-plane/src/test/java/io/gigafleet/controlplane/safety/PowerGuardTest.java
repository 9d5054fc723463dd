package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PowerGuardTest {

    private static final int SITE = 0;
    private static final int ROW = 1;

    /** One row of four racks below a site with plenty. */
    private static FluidSite row(long rowWatts) {
        return new FluidSite(new TestFleet().rows(1, 4).rowWatts(rowWatts).topology(), 1);
    }

    /** The same with another budget on one feed. */
    static Topology onOneFeed(Topology topology, int domain, long failoverWatts) {
        List<PowerDomain> domains = new ArrayList<>(topology.domains());
        PowerDomain before = domains.get(domain);
        domains.set(
                domain,
                new PowerDomain(
                        before.name(),
                        before.kind(),
                        before.parent(),
                        before.budgetWatts(),
                        failoverWatts));
        return new Topology(domains, topology.loops(), topology.racks());
    }

    @Test
    void calmSiteIsLeftAlone() {
        FluidSite site = row(560_000).loadAll(130_000).run(30_000);
        assertThat(site.outcome.capWatts()).containsOnly(140_000);
        assertThat(site.acts).isEmpty();
        assertThat(site.outcome.alarms()).isEmpty();
    }

    @Test
    void burstIsCutBackIntoItsBandWithinASecondAndAHalf() {
        FluidSite site = row(400_000).loadAll(90_000).run(5_000);
        site.loadAll(120_000).run(1_500);
        assertThat(site.watts(ROW)).isBetween(370_000L, 380_000L);
        assertThat(site.actsOf("cap")).isEqualTo(1);
    }

    @Test
    void preemptibleWattsGoFirst() {
        FluidSite site = row(400_000);
        site.load(0, 110_000, 80_000).load(1, 110_000, 0).load(2, 110_000, 0).load(3, 110_000, 0);
        site.run(3_000);
        assertThat(site.drawWatts[0]).isBetween(49_000L, 50_100L);
        assertThat(site.drawWatts[1]).isEqualTo(110_000);
        assertThat(site.drawWatts[2]).isEqualTo(110_000);
        assertThat(site.drawWatts[3]).isEqualTo(110_000);
    }

    @Test
    void likeRacksAreCutToTheSameLevelAndLesserOnesAreNot() {
        FluidSite site = row(400_000);
        for (int rack = 0; rack < 4; rack++) {
            site.load(rack, 140_000, 0);
            site.demandWatts[rack] = 60_000;
        }
        site.run(2_000);
        site.demandWatts[0] = 140_000;
        site.demandWatts[1] = 130_000;
        site.demandWatts[2] = 110_000;
        site.run(2_000);
        assertThat(site.drawWatts[0]).isEqualTo(site.drawWatts[1]);
        assertThat(site.drawWatts[0]).isBetween(106_000L, 107_000L);
        assertThat(site.drawWatts[2]).isEqualTo(site.drawWatts[0]);
        assertThat(site.drawWatts[3]).isEqualTo(60_000);
    }

    @Test
    void lostFeedAtFullLoadIsAnsweredWithinASecond() {
        Topology topology =
                onOneFeed(new TestFleet().rows(1, 4).rowWatts(560_000).topology(), ROW, 280_000);
        FluidSite site = new FluidSite(topology, 1).loadAll(130_000).run(5_000);
        site.feedsPresent.put(ROW, 1);
        site.run(400);
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(280_000);
        assertThat(site.actsOf("failover")).isEqualTo(1);
        assertThat(site.outcome.budgetWatts()[ROW]).isEqualTo(280_000);
        site.feedsPresent.put(ROW, 2);
        site.run(120_000);
        assertThat(site.watts(ROW)).as("up to its lowest band").isBetween(500_000L, 520_000L);
        assertThat(site.actsOf("feed-restored")).isEqualTo(1);
    }

    @Test
    void whatWasCutComesBackAfterTheLoadWentDown() {
        FluidSite site = row(400_000).loadAll(120_000).run(10_000);
        site.loadAll(60_000).run(60_000);
        assertThat(site.outcome.capWatts()).containsOnly(130_000);
        assertThat(site.actsOf("uncap")).isEqualTo(1);
    }

    @Test
    void capsAddUpToNoMoreThanTheUpsCarriesForAMinute() {
        FluidSite site = row(400_000).run(1_000);
        assertThat(site.sum(ROW, site.outcome.capWatts())).isEqualTo(520_000);
    }

    @Test
    void rackThatIgnoresItsCapIsSuspendedAndThenCutOff() {
        FluidSite site = row(400_000).loadAll(60_000).run(2_000);
        site.stubborn.set(0);
        site.loadAll(125_000);
        site.demandWatts[0] = 390_000;
        site.run(3_500);
        assertThat(site.outcome.suspensions()[0]).isEqualTo(Suspension.ALL);
        assertThat(site.outcome.alarms()).extracting(GuardAlarm::key).contains("over-cap rack/r0");
        site.run(10_000);
        assertThat(site.off.stream().boxed()).containsExactly(0);
        assertThat(site.outcome.suspensions()[1]).isEqualTo(Suspension.NONE);
    }

    @Test
    void silentRackCountsWithItsCap() {
        FluidSite site = row(400_000).loadAll(80_000).run(3_000);
        site.silent.set(0);
        site.run(4_000);
        assertThat(site.outcome.capWatts()[0]).isLessThanOrEqualTo(140_000);
        site.loadAll(95_000).run(3_000);
        assertThat(site.outcome.capWatts()[0])
                .as("lowered to where it falls by itself")
                .isEqualTo(100_000);
    }

    @Test
    void blindDomainFallsToCapsThatAddUp() {
        FluidSite site = row(400_000).loadAll(80_000).run(3_000);
        site.metered = false;
        site.silent.set(0, 4);
        site.run(6_000);
        assertThat(site.sum(ROW, site.outcome.capWatts())).isLessThanOrEqualTo(400_000);
    }

    @Test
    void darkDomainIsEvidenceAgainstItsRacks() {
        FluidSite site = row(400_000).loadAll(80_000).run(3_000);
        site.feedsPresent.put(ROW, 0);
        site.silent.set(0, 4);
        site.run(200);
        assertThat(site.outcome.bad()).containsOnlyKeys(0, 1, 2, 3);
    }

    @Test
    void losingTheSecondFeedIsNoRepair() {
        Topology topology =
                onOneFeed(new TestFleet().rows(1, 4).rowWatts(560_000).topology(), ROW, 400_000);
        FluidSite site = new FluidSite(topology, 1).loadAll(80_000).run(3_000);
        for (int present : new int[] {1, 0, 1, 2}) {
            site.feedsPresent.put(ROW, present);
            site.run(1_000);
        }
        assertThat(site.acts)
                .extracting(GuardAct::action)
                .containsExactly("failover", "dark", "failover", "feed-restored");
    }

    @Test
    void siteAboveItsRowsTakesOnlyWhatTheRowsDidNotGiveYet() {
        Topology topology =
                new TestFleet().rows(2, 2).siteWatts(400_000).rowWatts(230_000).topology();
        FluidSite site = new FluidSite(topology, 1);
        site.load(0, 125_000, 0).load(1, 125_000, 0).load(2, 80_000, 0).load(3, 80_000, 0);
        site.run(3_000);
        assertThat(site.watts(ROW)).isBetween(217_000L, 218_500L);
        assertThat(site.drawWatts[2]).as("the row's cut was enough for the site").isEqualTo(80_000);
        assertThat(site.watts(SITE)).isLessThan(396_000);
    }

    @Test
    void whatCapsCannotReachIsSuspendedPreemptibleFirst() {
        Topology topology =
                onOneFeed(new TestFleet().rows(1, 4).rowWatts(560_000).topology(), ROW, 96_000);
        FluidSite site = new FluidSite(topology, 1);
        site.load(0, 130_000, 109_000).load(1, 130_000, 0).load(2, 130_000, 0).load(3, 130_000, 0);
        site.run(3_000);
        site.feedsPresent.put(ROW, 1);
        site.run(300);
        assertThat(site.drawWatts).as("at their lowest clocks").containsOnly(25_360);
        site.run(3_500);
        assertThat(site.outcome.suspensions())
                .containsExactly(
                        Suspension.PREEMPTIBLE, Suspension.NONE, Suspension.NONE, Suspension.NONE);
        site.run(10_000);
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(96_000);
        assertThat(site.off.isEmpty()).as("nobody had to be cut off").isTrue();
        site.feedsPresent.put(ROW, 2);
        site.run(120_000);
        assertThat(site.outcome.suspensions()).containsOnly(Suspension.NONE);
        assertThat(site.watts(ROW)).isGreaterThan(500_000);
        assertThat(site.actsOf("resume")).isPositive();
    }

    @Test
    void whatSuspensionCannotReachIsCutOff() {
        Topology topology =
                onOneFeed(new TestFleet().rows(1, 4).rowWatts(560_000).topology(), ROW, 50_000);
        FluidSite site = new FluidSite(topology, 1).loadAll(130_000).run(3_000);
        site.feedsPresent.put(ROW, 1);
        site.run(10_000);
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(50_000);
        assertThat(site.off.cardinality()).isEqualTo(2);
        assertThat(site.actsOf("isolate")).isEqualTo(2);
    }

    @Test
    void newLeaderTakesOverTheCapsItFinds() {
        FluidSite site = row(400_000).loadAll(120_000).run(5_000);
        long[] before = site.outcome.capWatts();
        site.memory = GuardMemory.none();
        site.run(100);
        assertThat(site.outcome.capWatts()).containsExactly(before);
        site.run(30_000);
        assertThat(site.outcome.alarms())
                .as("nobody is held back in silence")
                .extracting(GuardAlarm::key)
                .containsExactly("held-back site");
        site.loadAll(60_000).run(60_000);
        assertThat(site.outcome.capWatts()).containsOnly(130_000);
        assertThat(site.outcome.alarms()).isEmpty();
    }

    @Test
    void changedSiteKeepsTheCutsOfTheRacksThatStay() {
        FluidSite site = row(400_000).loadAll(120_000).run(5_000);
        Topology longer = new TestFleet().rows(2, 4).rowWatts(400_000).topology();
        RackSights seen = RackSights.blank(8);
        for (int rack = 0; rack < 8; rack++) {
            seen.heardAtMillis()[rack] = site.nowMillis;
            seen.drawWatts()[rack] = rack < 4 ? site.drawWatts[rack] : 21_000;
            seen.committedWatts()[rack] = 120_000;
            seen.ceilingWatts()[rack] = 140_000;
            seen.safeCapWatts()[rack] = 100_000;
        }
        GuardSight sight =
                new GuardSight(
                        longer,
                        seen,
                        new PlantSights(
                                Collections.nCopies(3, PlantSights.DomainSight.UNMETERED),
                                Collections.nCopies(4, PlantSights.LoopSight.UNHEARD)),
                        List.of(),
                        Modes.ALL_ACT,
                        site.nowMillis + 100);
        GuardOutcome outcome = new Guard(1).look(sight, site.memory);
        assertThat(Arrays.copyOf(outcome.capWatts(), 4)).containsExactly(site.outcome.capWatts());
        assertThat(outcome.capWatts()[4]).isEqualTo(100_000);
    }

    @Test
    void observedDomainIsOnlyTalkedAbout() {
        FluidSite site = row(400_000).loadAll(60_000).run(2_000);
        site.modes =
                new Modes(Map.of("domain/row-0", Map.of(Automation.POWER, Mode.OBSERVE)), Set.of());
        site.loadAll(120_000).run(5_000);
        assertThat(site.watts(ROW)).isEqualTo(480_000);
        assertThat(site.acts).isEmpty();
        assertThat(site.outcome.alarms())
                .extracting(GuardAlarm::key, GuardAlarm::severity)
                .containsExactly(tuple("over-band domain/row-0", GuardAlarm.Severity.CRITICAL));
    }

    @Test
    void suggestedCutIsProposedOnce() {
        FluidSite site = row(400_000).loadAll(60_000).run(2_000);
        site.modes = new Modes(Map.of(), Set.of("row/row-0", "domain/row-0"));
        site.loadAll(120_000).run(5_000);
        assertThat(site.watts(ROW)).isEqualTo(480_000);
        assertThat(site.acts)
                .singleElement()
                .extracting(GuardAct::numbers, GuardAct::done)
                .containsExactly("it draws 480.0 kW of 400.0 kW; would cut 100.0 kW", false);
    }

    @Test
    void guardThatMayActAtLastBeginsWithTheLowestRung() {
        Topology topology =
                onOneFeed(new TestFleet().rows(1, 4).rowWatts(560_000).topology(), ROW, 85_000);
        FluidSite site = new FluidSite(topology, 1);
        site.load(0, 130_000, 109_000).load(1, 130_000, 0).load(2, 130_000, 0).load(3, 130_000, 0);
        site.modes = new Modes(Map.of("site", Modes.all(Mode.SUGGEST)), Set.of());
        site.run(3_000);
        site.feedsPresent.put(ROW, 1);
        site.run(20_000);
        assertThat(site.outcome.alarms())
                .filteredOn(alarm -> alarm.key().equals("over-band domain/row-0"))
                .extracting(GuardAlarm::text)
                .singleElement()
                .asString()
                .contains("nothing is cut until the suggestion is approved");

        site.modes = Modes.ALL_ACT;
        site.run(300);
        assertThat(site.outcome.suspensions()).containsOnly(Suspension.NONE);
        assertThat(site.watts(ROW)).as("at their lowest clocks").isGreaterThan(85_000);
        site.run(3_500);
        assertThat(site.outcome.suspensions()[0]).isEqualTo(Suspension.PREEMPTIBLE);
        site.run(10_000);
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(85_000);
    }

    @Test
    void equalSightAndMemoryGiveEqualCaps() {
        FluidSite one = row(400_000).loadAll(120_000).run(20_000).loadAll(50_000).run(7_000);
        FluidSite other = row(400_000).loadAll(120_000).run(20_000).loadAll(50_000).run(7_000);
        assertThat(one.outcome.capWatts()).containsExactly(other.outcome.capWatts());
        assertThat(one.acts).isEqualTo(other.acts);
    }
}
