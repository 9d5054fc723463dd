package io.gigafleet.it;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What racks told of the times to first token of one service's replicas, whose names begin with its
 * own.
 */
final class FirstTokens {

    private final String service;
    private final List<ConsumerRecord<String, byte[]>> records;

    private FirstTokens(String service, List<ConsumerRecord<String, byte[]>> records) {
        this.service = service;
        this.records = records;
    }

    static FirstTokens of(Infrastructure infrastructure, String service) {
        List<ConsumerRecord<String, byte[]>> records =
                new ArrayList<>(
                        TopicTail.read(infrastructure, TopicCatalogue.builtIn().telemetry()));
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return new FirstTokens(service, records);
    }

    /**
     * Requests of a time.
     *
     * @param within share of them whose first token came in time; 0 if there were none
     * @param rejected since a full queue turned them away
     */
    record Kept(long requests, double within, long rejected) {
        @Override
        public String toString() {
            return "%.2f%% of %d requests in time, %d rejected"
                    .formatted(within * 100, requests, rejected);
        }
    }

    /** How the service kept its time to first token after {@code from} and up to {@code until}. */
    Kept between(Instant from, Instant until, double targetMillis)
            throws InvalidProtocolBufferException {
        Map<String, ReplicaTelemetry> before = new HashMap<>();
        Map<String, ReplicaTelemetry> after = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.timestamp() > until.toEpochMilli()) {
                break;
            }
            Map<String, ReplicaTelemetry> side =
                    record.timestamp() <= from.toEpochMilli() ? before : after;
            for (ReplicaTelemetry replica :
                    RackTelemetry.parseFrom(record.value()).getReplicasList()) {
                if (replica.getReplicaId().startsWith(service + "-")) {
                    side.put(replica.getReplicaId(), replica);
                }
            }
        }
        long[] counts = new long[LatencyBuckets.COUNT];
        long rejected = 0;
        for (ReplicaTelemetry replica : after.values()) {
            ReplicaTelemetry was =
                    before.getOrDefault(
                            replica.getReplicaId(), ReplicaTelemetry.getDefaultInstance());
            add(counts, replica.getTimeToFirstToken(), 1);
            add(counts, was.getTimeToFirstToken(), -1);
            rejected += replica.getRequestsRejected() - was.getRequestsRejected();
        }
        long requests = 0;
        for (long count : counts) {
            requests += count;
        }
        return new Kept(
                requests, LatencyBuckets.shareWithin(counts, targetMillis).orElse(0), rejected);
    }

    private static void add(long[] counts, LatencyHistogram histogram, int sign) {
        for (int at = 0; at < histogram.getCountsCount(); at++) {
            counts[histogram.getFirstBucket() + at] += sign * histogram.getCounts(at);
        }
    }
}
