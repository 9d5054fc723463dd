package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.MeterReading;
import org.junit.jupiter.api.Test;

/** When an agent brakes without the plane, and when it lets go. */
class FeederWatchTest {

    private final FeederWatch watch = new FeederWatch();
    private long nowMillis;

    @Test
    void overloadThatThePlaneHasTimeForIsLeftToIt() {
        assertThat(hear(99_000, 2)).isEqualTo(RackSupply.FULL);
        assertThat(hear(129_000, 2)).isEqualTo(RackSupply.FULL);
    }

    @Test
    void overloadBeyondThePlanesReachBrakes() {
        assertThat(hear(130_000, 2)).isEqualTo(RackSupply.BRAKED);
    }

    @Test
    void aLostFeedBrakesOnlyWhatTheOtherCannotCarry() {
        assertThat(hear(87_000, 1)).isEqualTo(RackSupply.FULL);
        assertThat(hear(88_000, 1)).isEqualTo(RackSupply.BRAKED);
    }

    @Test
    void theBrakeComesOffAfterTenCalmSeconds() {
        hear(100_000, 1);
        assertThat(hear(75_000, 1)).isEqualTo(RackSupply.BRAKED);
        assertThat(after(9_999, 75_000, 1)).isEqualTo(RackSupply.BRAKED);
        assertThat(after(1, 75_000, 1)).isEqualTo(RackSupply.FULL);
    }

    @Test
    void aReadingThatIsNotCalmBeginsTheTenSecondsAnew() {
        hear(100_000, 1);
        hear(75_000, 1);
        assertThat(after(9_000, 77_000, 1)).isEqualTo(RackSupply.BRAKED);
        assertThat(after(1_000, 75_000, 1)).isEqualTo(RackSupply.BRAKED);
        assertThat(after(9_000, 75_000, 1)).isEqualTo(RackSupply.BRAKED);
        assertThat(after(1_000, 75_000, 1)).isEqualTo(RackSupply.FULL);
    }

    @Test
    void theBrakeWaitsForEvidenceHoweverLongTheMeterIsSilent() {
        hear(100_000, 1);
        assertThat(after(3_600_000, 75_000, 1)).isEqualTo(RackSupply.BRAKED);
    }

    @Test
    void withoutFeedsItIsDarkAndBackAtOnceWithThem() {
        assertThat(hear(0, 0)).isEqualTo(RackSupply.DARK);
        assertThat(hear(0, 2)).isEqualTo(RackSupply.FULL);
    }

    private RackSupply after(long millis, long watts, int feeds) {
        nowMillis += millis;
        return hear(watts, feeds);
    }

    /** A domain of 100 kW, 80 kW on one feed. */
    private RackSupply hear(long watts, int feeds) {
        return watch.take(
                MeterReading.newBuilder()
                        .setDomain("row")
                        .setWatts(watts)
                        .setFeeds(2)
                        .setFeedsPresent(feeds)
                        .setFeedPresent(feeds > 0)
                        .setBudgetWatts(feeds == 0 ? 0 : feeds == 1 ? 80_000 : 100_000)
                        .build(),
                nowMillis);
    }
}
