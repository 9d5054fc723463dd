package io.gigafleet.nodeagent.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPointTest {

    @Test
    void pointsLieInTheirRange() {
        for (long index : new long[] {0, 1, 7, 1L << 40, Long.MAX_VALUE}) {
            assertThat(RequestPoint.ofIndex(index)).isBetween(0, RequestPoint.POINTS - 1);
        }
    }

    @Test
    void anyShareGetsItsPartWithinAHundredRequests() {
        for (int from = 0; from < RequestPoint.POINTS; from += 130_000) {
            int to = Math.min(RequestPoint.POINTS, from + 250_000);
            int taken = 0;
            for (int index = 5_000; index < 5_100; index++) {
                int point = RequestPoint.ofIndex(index);
                taken += point >= from && point < to ? 1 : 0;
            }
            assertThat((double) taken).isCloseTo((to - from) / 10_000.0, within(3.0));
        }
    }

    @Test
    void everyRequestHasExactlyOneTakerWhereSharesCoverEverything() {
        ShareTable<String> table =
                new ShareTable<>(
                        List.of(
                                new ShareTable.Share<>(333_333, 1_000_000, "b"),
                                new ShareTable.Share<>(0, 333_333, "a")));

        assertThat(table.taker(0)).contains("a");
        assertThat(table.taker(333_332)).contains("a");
        assertThat(table.taker(333_333)).contains("b");
        assertThat(table.taker(999_999)).contains("b");
    }

    @Test
    void pointOutsideAllSharesHasNoTaker() {
        ShareTable<String> table =
                new ShareTable<>(
                        List.of(
                                new ShareTable.Share<>(100, 200, "a"),
                                new ShareTable.Share<>(300, 400, "b")));

        assertThat(table.taker(99)).isEmpty();
        assertThat(table.taker(200)).isEmpty();
        assertThat(table.taker(400)).isEmpty();
        assertThat(new ShareTable<String>(List.of()).taker(5)).isEmpty();
    }
}
