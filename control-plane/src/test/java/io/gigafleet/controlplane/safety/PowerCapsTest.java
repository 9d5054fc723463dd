package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.RackStage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerCapsTest {

    @Test
    void safeCapsShareTheBudgetEqually() {
        Topology topology = new TestFleet().rows(2, 4).siteWatts(750_000).topology();
        assertThat(PowerCaps.safe(topology)).containsOnly(93_750);
    }

    @Test
    void rackIsNotCappedAboveItsPeak() {
        assertThat(PowerCaps.safe(new TestFleet().rows(1, 2).topology())).containsOnly(140_000);
    }

    @Test
    void whatATightRowCannotUseGoesToTheOthers() {
        Topology topology =
                new TestFleet().rows(2, 2).siteWatts(400_000).rowWatts(260_000).topology();
        assertThat(PowerCaps.safe(topology)).containsOnly(100_000);
    }

    @Test
    void liveCapCoversWhatIsCommittedBeforeTheRestIsShared() {
        FleetView view = new TestFleet().rows(1, 2).siteWatts(200_000).view();
        PowerBook book = view.powerBook();
        book.commit(0, 109_000);
        assertThat(PowerCaps.live(view, book)).containsExactly(140_000, 60_000);
    }

    @Test
    void operatorsCapWins() {
        RackView capped =
                new RackView(
                        Condition.FRESH,
                        "",
                        false,
                        false,
                        OptionalLong.of(84_000),
                        Optional.empty(),
                        TestFleet.ready().standing());
        FleetView view = new TestFleet().rows(1, 2).rack(0, capped).view();
        assertThat(PowerCaps.live(view, view.powerBook())).containsExactly(84_000, 140_000);
    }

    @Test
    void loweredBudgetIsSharedEvenBelowWhatIsCommitted() {
        FleetView view = new TestFleet().rows(1, 2).siteWatts(100_000).view();
        PowerBook book = view.powerBook();
        book.commit(0, 60_000);
        book.commit(1, 60_000);
        assertThat(PowerCaps.live(view, book)).containsOnly(50_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void capsNeverAddUpToMoreThanAnyBudget(long seed) {
        Random random = new Random(seed);
        FleetView view =
                new TestFleet()
                        .rows(1 + random.nextInt(5), 2 * (1 + random.nextInt(5)))
                        .siteWatts(1_100_000 + random.nextInt(4_000_000))
                        .rowWatts(220_000 + random.nextInt(1_000_000))
                        .view();
        PowerBook book = view.powerBook();
        for (int rack = 0; rack < view.topology().rackCount(); rack++) {
            book.commit(rack, random.nextInt(119_000));
        }
        long[] caps = PowerCaps.live(view, book);
        for (int domain = 0; domain < view.topology().domains().size(); domain++) {
            long sum = 0;
            for (int rack = 0; rack < caps.length; rack++) {
                sum += view.topology().feeds(domain, rack) ? caps[rack] : 0;
            }
            assertThat(sum)
                    .as("seed %d domain %d", seed, domain)
                    .isLessThanOrEqualTo(view.topology().domain(domain).budgetWatts());
        }
    }

    private static RackView at(RackStage stage, long heldWatts) {
        return TestFleet.rackView(Condition.FRESH, false, false, Standing.at(stage, heldWatts));
    }

    @ParameterizedTest
    @EnumSource(value = RackStage.class, names = "IN_SERVICE", mode = EnumSource.Mode.EXCLUDE)
    void rackThatIsNotInServiceMayDrawWhatIsHeldForItAndNoMore(RackStage stage) {
        FleetView view = new TestFleet().rows(1, 2).rack(0, at(stage, 21_000)).view();
        assertThat(PowerCaps.live(view, view.powerBook())).containsExactly(21_000, 140_000);
    }

    @Test
    void rackWithoutPowerHasACapOfNothingAndLeavesItsShareToOthers() {
        FleetView view =
                new TestFleet()
                        .rows(1, 2)
                        .siteWatts(150_000)
                        .rack(0, at(RackStage.INSTALLED, 0))
                        .view();
        assertThat(PowerCaps.live(view, view.powerBook())).containsExactly(0, 140_000);
    }

    @Test
    void burnInHasItsFullLoadBeforeTheRestIsShared() {
        FleetView view =
                new TestFleet()
                        .rows(1, 2)
                        .siteWatts(200_000)
                        .rack(0, at(RackStage.PROVISIONED, 140_000))
                        .view();
        assertThat(PowerCaps.live(view, view.powerBook())).containsExactly(140_000, 60_000);
    }
}
