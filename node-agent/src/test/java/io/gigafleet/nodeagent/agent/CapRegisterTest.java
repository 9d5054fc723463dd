package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.RackCap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapRegisterTest {

    private static final Fence OBSERVED = Orders.fence(1, 5, 1);

    private final CapRegister caps = new CapRegister();

    @Test
    void nothingKnownMeansNoCap() {
        assertThat(caps.effectiveWatts(0)).isZero();
    }

    @Test
    void liveCapHoldsForItsTimeToLiveAndThenGivesWayToTheSafeCap() {
        caps.safeCap(60_000);
        assertThat(offer(Orders.cap("r1", 5, 1, 80_000).build(), 1_000)).isEmpty();

        assertThat(caps.effectiveWatts(1_000)).isEqualTo(80_000);
        assertThat(caps.effectiveWatts(5_999)).isEqualTo(80_000);
        assertThat(caps.effectiveWatts(6_000)).isEqualTo(60_000);
        assertThat(caps.liveCapWatts(6_000)).isZero();
        assertThat(caps.liveCapSequence()).isEqualTo(1);
    }

    @Test
    void renewalProlongsTheCap() {
        caps.safeCap(60_000);
        offer(Orders.cap("r1", 5, 1, 80_000).build(), 0);
        offer(Orders.cap("r1", 5, 2, 80_000).build(), 4_000);

        assertThat(caps.effectiveWatts(8_000)).isEqualTo(80_000);
    }

    @Test
    void olderCapsAreNotTaken() {
        offer(Orders.cap("r1", 6, 7, 80_000).build(), 0);

        assertThat(offer(Orders.cap("r1", 6, 7, 10).build(), 1))
                .contains("a newer cap was taken before");
        assertThat(offer(Orders.cap("r1", 6, 6, 10).build(), 1)).isPresent();
        assertThat(offer(Orders.cap("r1", 5, 99, 10).build(), 1)).isPresent();
        assertThat(caps.effectiveWatts(1)).isEqualTo(80_000);
        assertThat(offer(Orders.cap("r1", 7, 1, 70_000).build(), 1)).isEmpty();
        assertThat(caps.effectiveWatts(1)).isEqualTo(70_000);
    }

    @Test
    void capOfAnOlderTermThanTheAssignmentIsNotTaken() {
        assertThat(offer(Orders.cap("r1", 4, 1, 10).build(), 0).orElseThrow())
                .contains("term is older");
    }

    @Test
    void capOfAnotherFleetIsNotTaken() {
        RackCap foreign = Orders.cap("r1", 5, 1, 10).setFleetId("other").build();

        assertThat(offer(foreign, 0).orElseThrow()).contains("fleet other");
    }

    @Test
    void capThatOutlivedItselfOnTheWayIsNotTaken() {
        RackCap late =
                Orders.cap("r1", 5, 1, 10)
                        .setIssuedAtEpochMs(TestClock.START_EPOCH_MILLIS - 5_001)
                        .build();

        assertThat(offer(late, 0).orElseThrow()).contains("time to live");
    }

    @Test
    void timeOnTheWayCountsForTheTimeToLive() {
        caps.safeCap(60_000);
        RackCap late =
                Orders.cap("r1", 5, 1, 80_000)
                        .setIssuedAtEpochMs(TestClock.START_EPOCH_MILLIS - 4_000)
                        .build();

        assertThat(offer(late, 1_000)).isEmpty();
        assertThat(caps.effectiveWatts(1_999)).isEqualTo(80_000);
        assertThat(caps.effectiveWatts(2_000)).isEqualTo(60_000);
    }

    @Test
    void capFromAPlaneWhoseClockIsAheadLivesNoLonger() {
        caps.safeCap(60_000);
        RackCap early =
                Orders.cap("r1", 5, 1, 80_000)
                        .setIssuedAtEpochMs(TestClock.START_EPOCH_MILLIS + 4_000)
                        .build();

        assertThat(offer(early, 0)).isEmpty();
        assertThat(caps.effectiveWatts(5_000)).isEqualTo(60_000);
    }

    @Test
    void liveCapOfZeroWithdrawsTheOneBefore() {
        caps.safeCap(60_000);
        offer(Orders.cap("r1", 5, 1, 30_000).build(), 0);
        offer(Orders.cap("r1", 5, 2, 0).build(), 0);

        assertThat(caps.effectiveWatts(0)).isEqualTo(60_000);
    }

    private Optional<String> offer(RackCap cap, long monotonicMillis) {
        return caps.offer(
                cap,
                OBSERVED,
                Optional.of(Orders.FLEET),
                TestClock.START_EPOCH_MILLIS,
                monotonicMillis);
    }
}
