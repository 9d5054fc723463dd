package io.gigafleet.controlplane.placement.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FreeBucketsTest {

    @Test
    void everyRackIsInTheBucketOfWhatItHasFreeAndInNoOther() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Board board = RandomBoard.of(random);
            RandomBoard.fill(board);
            FreeBuckets buckets = board.buckets();
            for (int rack = 0; rack < board.site().rackCount(); rack++) {
                int group = buckets.groupOf(rack);
                for (int free = 0; free <= buckets.most(); free++) {
                    boolean isThere =
                            buckets.count(group, free) > 0
                                    && (buckets.bits(group, free, rack >> 6) >> rack & 1) == 1;
                    assertThat(isThere)
                            .as("seed " + seed)
                            .isEqualTo(board.site().ready(rack) && board.free(rack) == free);
                }
            }
        }
    }

    @Test
    void rackThatWasRemovedIsCountedNowhere() {
        Board board = RandomBoard.of(1);
        FreeBuckets buckets = board.buckets();
        for (int rack = 0; rack < board.site().rackCount(); rack++) {
            buckets.remove(rack);
        }
        for (int group = 0; group < buckets.groups(); group++) {
            assertThat(buckets.freeIn(group)).isZero();
        }
    }
}
