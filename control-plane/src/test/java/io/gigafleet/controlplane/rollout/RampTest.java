package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampTest {

    private static final RackSpot SPOT = new TestFleet().topology().rack(0);

    /** Full load was asked for at 100 s. */
    private static final List<RackProgress> RAISED =
            List.of(RackProgress.untouched(SPOT, false).raisedTo(140_000, 100_000));

    @Test
    void wholeRampIsLeftAtFirst() {
        assertThat(new Ramp(List.of(), new Pace(1), 0).leftWatts(2)).isEqualTo(2_000_000);
    }

    @Test
    void whatWasRaisedCountsForAMinute() {
        assertThat(new Ramp(RAISED, new Pace(1), 159_999).leftWatts(0.2)).isEqualTo(60_000);
        assertThat(new Ramp(RAISED, new Pace(1), 160_000).leftWatts(0.2)).isEqualTo(200_000);
    }

    @Test
    void minuteIsRolloutTime() {
        assertThat(new Ramp(RAISED, new Pace(600), 100_099).leftWatts(0.2)).isEqualTo(60_000);
        assertThat(new Ramp(RAISED, new Pace(600), 100_100).leftWatts(0.2)).isEqualTo(200_000);
    }

    @Test
    void whatIsRaisedInThisRoundCountsToo() {
        Ramp ramp = new Ramp(RAISED, new Pace(1), 100_000);
        ramp.raise(50_000);
        assertThat(ramp.leftWatts(0.2)).isEqualTo(10_000);
    }

    @Test
    void onlyTheRiseCountsAndNotWhatWasHeldBefore() {
        List<RackProgress> burning =
                List.of(
                        RackProgress.untouched(SPOT, false)
                                .raisedTo(21_000, 0)
                                .raisedTo(140_000, 100_000));
        assertThat(new Ramp(burning, new Pace(1), 100_000).leftWatts(0.2)).isEqualTo(81_000);
    }

    @Test
    void lessThanNothingIsNeverLeft() {
        assertThat(new Ramp(RAISED, new Pace(1), 100_000).leftWatts(0.1)).isZero();
    }
}
