package io.gigafleet.bench.ingest;

import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.util.SplittableRandom;

/**
 * One replica that serves a few requests a second; its first tokens come in 50 ms to 2 s, its
 * others every 10 to 40 ms.
 */
final class SampleReplica {

    private static final int REPLICAS_OF_A_SERVICE = 256;
    private static final int FIRST_TOKEN_BUCKET = 22;
    private static final int FIRST_TOKEN_BUCKETS = 20;
    private static final int OUTPUT_TOKEN_BUCKET = 13;
    private static final int OUTPUT_TOKEN_BUCKETS = 8;
    private static final int REQUESTS_PER_SECOND_MAX = 6;
    private static final int OUTPUT_TOKENS_PER_REQUEST = 300;
    private static final int INPUT_TOKENS_PER_REQUEST = 1_200;

    private final String id;
    private final long[] firstTokens = new long[FIRST_TOKEN_BUCKETS];
    private final long[] outputTokens = new long[OUTPUT_TOKEN_BUCKETS];
    private long requests;

    SampleReplica(int number, SplittableRandom random) {
        this.id =
                "service-%d-%s"
                        .formatted(
                                number / REPLICAS_OF_A_SERVICE,
                                Integer.toString(number % REPLICAS_OF_A_SERVICE));
        for (int bucket = 0; bucket < FIRST_TOKEN_BUCKETS; bucket++) {
            firstTokens[bucket] = random.nextInt(10_000);
            requests += firstTokens[bucket];
        }
        for (int bucket = 0; bucket < OUTPUT_TOKEN_BUCKETS; bucket++) {
            outputTokens[bucket] = random.nextInt(1_000_000);
        }
    }

    ReplicaTelemetry nextSecond(SplittableRandom random) {
        int served = random.nextInt(REQUESTS_PER_SECOND_MAX);
        for (int request = 0; request < served; request++) {
            firstTokens[random.nextInt(FIRST_TOKEN_BUCKETS)]++;
        }
        for (int bucket = 0; bucket < OUTPUT_TOKEN_BUCKETS; bucket++) {
            outputTokens[bucket] += random.nextInt(OUTPUT_TOKENS_PER_REQUEST);
        }
        requests += served;
        return ReplicaTelemetry.newBuilder()
                .setReplicaId(id)
                .setPhase(ReplicaPhase.REPLICA_PHASE_SERVING)
                .setRequests(requests)
                .setInputTokens(requests * INPUT_TOKENS_PER_REQUEST)
                .setOutputTokens(requests * OUTPUT_TOKENS_PER_REQUEST)
                .setQueuedRequests(random.nextInt(3))
                .setRunningRequests(random.nextInt(30))
                .setTimeToFirstToken(histogram(FIRST_TOKEN_BUCKET, firstTokens))
                .setTimePerOutputToken(histogram(OUTPUT_TOKEN_BUCKET, outputTokens))
                .build();
    }

    private static LatencyHistogram histogram(int firstBucket, long[] counts) {
        LatencyHistogram.Builder histogram =
                LatencyHistogram.newBuilder().setFirstBucket(firstBucket);
        for (long count : counts) {
            histogram.addCounts(count);
        }
        return histogram.build();
    }
}
