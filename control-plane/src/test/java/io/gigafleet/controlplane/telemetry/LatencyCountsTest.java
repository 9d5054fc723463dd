package io.gigafleet.controlplane.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.gigafleet.schemas.LatencyBuckets;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {

    @Test
    void sumKeepsOnlyTheBucketsInUse() {
        long[] dense = new long[LatencyBuckets.COUNT];
        dense[9] = 1;
        dense[11] = 2;

        LatencyCounts counts = LatencyCounts.ofDense(dense);

        assertThat(counts.firstBucket()).isEqualTo(9);
        assertThat(counts.counts()).containsExactly(1, 0, 2);
        assertThat(counts).isEqualTo(LatencyCounts.of(9, 1, 0, 2));
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
