package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBucketsTest {

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "1, 0", "1.0001, 1", "1.2, 1", "1.21, 2", "1e9, 75"})
    void latencyIsCountedInTheBucketThatEndsAtOrAboveIt(double millis, int bucket) {
        assertThat(LatencyBuckets.bucketOf(millis)).isEqualTo(bucket);
    }

    @Test
    void everyBoundBelongsToItsOwnBucketAndTheNextNumberToTheNext() {
        for (int bucket = 0; bucket < LatencyBuckets.COUNT - 1; bucket++) {
            double upper = LatencyBuckets.upperMillis(bucket);

            assertThat(LatencyBuckets.bucketOf(upper)).isEqualTo(bucket);
            assertThat(LatencyBuckets.bucketOf(Math.nextUp(upper))).isEqualTo(bucket + 1);
        }
    }

    @Test
    void lastBoundIsAboutTenMinutes() {
        assertThat(LatencyBuckets.upperMillis(LatencyBuckets.COUNT - 2) / 60_000)
                .isBetween(10.0, 14.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void percentileIsWithinOneBucketOfTheTrueOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] latencies = new double[10_000];
        long[] counts = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = Math.exp(random.nextDouble(0, 12));
            counts[LatencyBuckets.bucketOf(latencies[i])]++;
        }
        Arrays.sort(latencies);

        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            double exact = latencies[(int) Math.ceil(share * latencies.length) - 1];
            assertThat(LatencyBuckets.percentileMillis(counts, share).orElseThrow())
                    .as("seed %d, share %s", seed, share)
                    .isBetween(exact / 1.2, exact * 1.2);
        }
    }

    @Test
    void countsOfTwoReplicasAddUp() {
        long[] fast = new long[LatencyBuckets.COUNT];
        long[] slow = new long[LatencyBuckets.COUNT];
        fast[LatencyBuckets.bucketOf(10)] = 900;
        slow[LatencyBuckets.bucketOf(1_000)] = 100;
        long[] both = new long[LatencyBuckets.COUNT];
        Arrays.setAll(both, bucket -> fast[bucket] + slow[bucket]);

        assertThat(LatencyBuckets.percentileMillis(both, 0.5).orElseThrow())
                .isCloseTo(10, within(2.0));
        assertThat(LatencyBuckets.percentileMillis(both, 0.95).orElseThrow())
                .isCloseTo(1_000, within(200.0));
    }

    @Test
    void nothingCountedHasNoPercentile() {
        assertThat(LatencyBuckets.percentileMillis(new long[LatencyBuckets.COUNT], 0.5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shareWithinALatencyIsThatOfItsPercentile(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < 10_000; i++) {
            counts[LatencyBuckets.bucketOf(Math.exp(random.nextDouble(0, 12)))]++;
        }

        for (double share : new double[] {0.01, 0.5, 0.95, 0.99}) {
            double millis = LatencyBuckets.percentileMillis(counts, share).orElseThrow();
            assertThat(LatencyBuckets.shareWithin(counts, millis).orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(share, within(1e-9));
        }
    }

    @Test
    void bucketThatIsCutCountsByItsPart() {
        long[] counts = new long[LatencyBuckets.COUNT];
        counts[0] = 4;

        assertThat(LatencyBuckets.shareWithin(counts, 0.25)).hasValue(0.25);
        assertThat(LatencyBuckets.shareWithin(counts, 1)).hasValue(1);
        assertThat(LatencyBuckets.shareWithin(counts, 0)).hasValue(0);
    }

    @Test
    void whatLiesBeyondTheLastBoundIsWithinNothing() {
        long[] counts = new long[LatencyBuckets.COUNT];
        counts[0] = 3;
        counts[LatencyBuckets.COUNT - 1] = 1;

        assertThat(LatencyBuckets.shareWithin(counts, 1e12)).hasValue(0.75);
    }

    @Test
    void nothingCountedHasNoShare() {
        assertThat(LatencyBuckets.shareWithin(new long[LatencyBuckets.COUNT], 100)).isEmpty();
    }
}
