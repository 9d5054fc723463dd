package io.gigafleet.controlplane.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class PowerBookTest {

    private final TestFleet fleet =
            new TestFleet().rows(1, 2).siteWatts(100_000).rowWatts(80_000).loopHeatWatts(70_000);
    private final PowerBook book = new PowerBook(fleet.topology());

    @Test
    void racksCountTheirIdlePowerFromTheStart() {
        assertThat(book.domainWatts(0)).isEqualTo(42_000);
        assertThat(book.rackWatts(1)).isEqualTo(21_000);
        assertThat(book.loopHeatWatts(0)).isEqualTo(2 * 18_270);
    }

    @Test
    void nearestLimitIsNamedFirst() {
        assertThat(book.shortageOf(0, 38_001))
                .contains(new Shortage.OfPower("row-0", 38_001, 38_000));
        assertThat(book.shortageOf(0, 38_000)).isEmpty();
    }

    @Test
    void heatIsTheLiquidShareOfTheWatts() {
        PowerBook warm = new PowerBook(new TestFleet().rows(1, 2).loopHeatWatts(40_000).topology());
        assertThat(warm.shortageOf(0, 10_000))
                .contains(new Shortage.OfCooling("loop-0", 8_700, 3_460));
    }

    @Test
    void releaseGivesBackWhatWasCommitted() {
        book.commit(0, 30_000);
        assertThat(book.headroomWatts(1)).isEqualTo(8_000);
        book.release(0, 30_000);
        assertThat(book.headroomWatts(1)).isEqualTo(38_000);
        assertThat(book.loopHeatWatts(0)).isEqualTo(2 * 18_270);
    }

    @Test
    void releasingMoreThanWasCommittedIsABug() {
        assertThatThrownBy(() -> book.release(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("r0");
    }

    @Test
    void headroomIsNeverNegative() {
        book.commit(0, 90_000);
        assertThat(book.headroomWatts(0)).isZero();
    }

    @Test
    void fullRackAtNameplateIsTheSkusPeak() {
        ServiceView whole = TestFleet.service("whole", 72, 1, 1);
        long watts = whole.planned().aboveIdle(TestFleet.GB300, 72);
        assertThat(21_000 + watts).isEqualTo(140_000);
    }

    @Test
    void whatIsHeldForARackRisesAndFallsInAllThatFeedsAndCoolsIt() {
        book.hold(0, 50_000);
        assertThat(book.rackWatts(0)).isEqualTo(50_000);
        assertThat(book.domainWatts(0)).isEqualTo(71_000);
        assertThat(book.domainWatts(1)).isEqualTo(71_000);
        assertThat(book.loopHeatWatts(0)).isEqualTo(43_500 + 18_270);

        book.hold(0, 0);
        assertThat(book.domainWatts(0)).isEqualTo(21_000);
        assertThat(book.loopHeatWatts(0)).isEqualTo(18_270);
    }

    @Test
    void replicasComeOnTopOfWhatIsHeld() {
        book.commit(0, 10_000);
        book.hold(0, 30_000);
        assertThat(book.rackWatts(0)).isEqualTo(40_000);
        assertThatThrownBy(() -> book.release(0, 10_001)).isInstanceOf(IllegalStateException.class);
        book.release(0, 10_000);
        assertThat(book.rackWatts(0)).isEqualTo(30_000);
    }

    @Test
    void lessThanNothingIsNeverHeld() {
        assertThatThrownBy(() -> book.hold(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Standing.at(RackStage.PLANNED, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void onlyARackInServiceThatStaysMayServe() {
        assertThat(Standing.at(RackStage.IN_SERVICE, 21_000).isInService()).isTrue();
        assertThat(Standing.at(RackStage.ACCEPTED, 21_000).isInService()).isFalse();
        assertThat(new Standing(RackStage.IN_SERVICE, 21_000, true, 1).isInService()).isFalse();
    }
}
