package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Modes and holds bind all that lies in their scope, and what is in force stays. */
class ScopeTest {

    private static final int ROW = 1;

    private static FluidSite site() {
        return new FluidSite(
                new TestFleet().rows(2, 4).rowWatts(400_000).loopHeatWatts(260_000).topology(), 1);
    }

    private static Modes held(String scope, Approval... approvals) {
        return new Modes(Map.of(), Set.of(scope), Set.of(approvals));
    }

    private static FluidSite overloaded(Modes modes) {
        FluidSite site = site().loadAll(60_000).run(2_000);
        site.modes = modes;
        for (int rack = 0; rack < 4; rack++) {
            site.load(rack, 120_000, 0);
        }
        return site.run(3_000);
    }

    private static void assertProposed(FluidSite site) {
        assertThat(site.watts(ROW)).isEqualTo(480_000);
        assertThat(site.acts)
                .singleElement()
                .extracting(GuardAct::action, GuardAct::subject, GuardAct::done)
                .containsExactly("cap", "domain/row-0", false);
        assertThat(site.outcome.alarms())
                .filteredOn(alarm -> alarm.key().equals("over-band domain/row-0"))
                .singleElement()
                .extracting(GuardAlarm::text)
                .asString()
                .contains("nothing is cut until the suggestion is approved");
    }

    @Test
    void domainOfAHeldRowIsProposedFor() {
        assertProposed(overloaded(held("row/row-0")));
    }

    @Test
    void domainOfAHeldHallIsProposedFor() {
        assertProposed(overloaded(held("hall/h1")));
    }

    @Test
    void domainOfARowThatOnlySuggestsIsProposedFor() {
        assertProposed(
                overloaded(
                        new Modes(
                                Map.of("row/row-0", Map.of(Automation.POWER, Mode.SUGGEST)),
                                Set.of())));
    }

    @Test
    void domainBesideAHeldRowActs() {
        FluidSite site = overloaded(held("row/row-1"));
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(380_000);
    }

    @Test
    void whatIsProposedForADomainOfAHeldRowIsDoneWhenItIsApproved() {
        Approval approval = new Approval(Automation.POWER, "domain/row-0", Long.MAX_VALUE, "alice");
        FluidSite site = overloaded(held("row/row-0", approval));
        assertThat(site.watts(ROW)).isLessThanOrEqualTo(380_000);
    }

    @Test
    void blindDomainThatIsOnlyObservedKeepsItsCaps() {
        FluidSite site = site().loadAll(80_000).run(3_000);
        long[] caps = site.outcome.capWatts();
        site.modes = new Modes(Map.of("site", Modes.all(Mode.OBSERVE)), Set.of());
        site.metered = false;
        site.silent.set(0, 8);
        site.run(12_000);
        assertThat(site.outcome.capWatts()).containsExactly(caps);
        assertThat(site.outcome.alarms())
                .filteredOn(alarm -> alarm.key().equals("blind domain/row-0"))
                .singleElement()
                .extracting(GuardAlarm::text)
                .asString()
                .endsWith("they keep their caps, since power does not act there");
    }

    @Test
    void racksThatAreLeftForTheirLoopStayLeftDuringAHold() {
        FluidSite site = site().loadAll(80_000).load(0, 130_000, 0).load(1, 130_000, 0).run(3_000);
        site.loops.put(0, new LoopSight(site.nowMillis, 40_000, 50_000, 0, 150_000, 1_000));
        site.run(63_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(0);
        site.modes = held("hall/h1");
        site.run(1_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(0);
    }
}
