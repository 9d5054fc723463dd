package io.gigafleet.controlplane.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.gigafleet.schemas.LatencyBuckets;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {

    @Test
    void differenceHoldsWhatWasCountedInBetween() {
        LatencyCounts earlier = LatencyCounts.of(10, 4, 0, 7);
        LatencyCounts later = LatencyCounts.of(9, 1, 4, 2, 9);

        assertThat(later.minus(earlier)).isEqualTo(LatencyCounts.of(9, 1, 0, 2, 2));
    }

    @Test
    void equalHistogramsDifferByNothing() {
        LatencyCounts counts = LatencyCounts.of(3, 5, 6);

        assertThat(counts.minus(LatencyCounts.of(3, 5, 6))).isEqualTo(LatencyCounts.NONE);
        assertThat(counts.minus(counts).total()).isZero();
    }

    @Test
    void histogramThatLostCountsIsBehind() {
        assertThat(LatencyCounts.of(3, 5).isBehind(LatencyCounts.of(3, 6))).isTrue();
        assertThat(LatencyCounts.of(4, 5).isBehind(LatencyCounts.of(3, 1))).isTrue();
        assertThat(LatencyCounts.of(3, 5, 1).isBehind(LatencyCounts.of(3, 5))).isFalse();
        assertThatThrownBy(() -> LatencyCounts.of(3, 5).minus(LatencyCounts.of(3, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("behind");
    }

    @Test
    void percentileIsReadFromTheBucketsOfTheContract() {
        LatencyCounts counts = LatencyCounts.of(LatencyBuckets.bucketOf(100), 95, 0, 0, 0, 0, 0, 5);

        assertThat(counts.percentileMillis(0.5)).hasValueCloseTo(100.0, withPercentage(20));
        assertThat(counts.percentileMillis(0.99).orElseThrow()).isGreaterThan(200);
        assertThat(LatencyCounts.NONE.percentileMillis(0.5)).isEmpty();
    }

    @Test
    void countsOutsideTheBucketsAreRefused() {
        assertThatThrownBy(() -> LatencyCounts.of(LatencyBuckets.COUNT - 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("75 to 76");
        assertThatThrownBy(() -> LatencyCounts.of(0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
