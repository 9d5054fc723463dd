package io.gigafleet.nodeagent.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        ShareTable table =
                new ShareTable(
                        List.of(
                                new ShareTable.Share(333_333, 1_000_000, 7),
                                new ShareTable.Share(0, 333_333, 3)));

        assertThat(table.taker(0)).isEqualTo(3);
        assertThat(table.taker(333_332)).isEqualTo(3);
        assertThat(table.taker(333_333)).isEqualTo(7);
        assertThat(table.taker(999_999)).isEqualTo(7);
    }

    @Test
    void pointOutsideAllSharesHasNoTaker() {
        ShareTable table =
                new ShareTable(
                        List.of(
                                new ShareTable.Share(100, 200, 0),
                                new ShareTable.Share(300, 400, 1)));

        assertThat(table.taker(99)).isEqualTo(ShareTable.NOBODY);
        assertThat(table.taker(200)).isEqualTo(ShareTable.NOBODY);
        assertThat(table.taker(400)).isEqualTo(ShareTable.NOBODY);
        assertThat(new ShareTable(List.of()).taker(5)).isEqualTo(ShareTable.NOBODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 1_000, 28_000})
    void takerIsTheOneWhoseShareHoldsThePointHoweverManyThereAre(int takers) {
        SplittableRandom random = new SplittableRandom(takers);
        List<ShareTable.Share> shares = new ArrayList<>();
        for (int taker = 0; taker < takers; taker++) {
            int from = (int) ((long) RequestPoint.POINTS * taker / takers);
            int to = (int) ((long) RequestPoint.POINTS * (taker + 1) / takers);
            if (random.nextInt(4) > 0) {
                shares.add(new ShareTable.Share(from + random.nextInt(to - from), to, taker));
            }
        }
        ShareTable table = new ShareTable(shares);

        for (int i = 0; i < 20_000; i++) {
            int point = random.nextInt(RequestPoint.POINTS);
            int wanted = -1;
            int taker = (int) ((long) point * takers / RequestPoint.POINTS);
            for (ShareTable.Share share :
                    shares.subList(
                            Math.max(0, Math.min(shares.size(), taker * 3 / 4 - 400)),
                            Math.min(shares.size(), taker + 2))) {
                wanted = share.fromPpm() <= point && point < share.toPpm() ? share.taker() : wanted;
            }
            assertThat(table.taker(point)).as("point %d", point).isEqualTo(wanted);
        }
    }
}
