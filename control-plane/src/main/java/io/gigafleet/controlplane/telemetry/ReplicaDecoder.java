package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.WireNumbers.counter;
import static io.gigafleet.controlplane.telemetry.WireNumbers.unsigned;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.io.IOException;
import java.util.Arrays;

/** Reads one {@link ReplicaTelemetry} from the wire. One decoder serves one thread. */
final class ReplicaDecoder {

    private final long[] buckets = new long[LatencyBuckets.COUNT];

    /** Reads up to the stream's current limit. */
    ReplicaReading decode(CodedInputStream in) throws IOException, UnfitRecordException {
        String replicaId = "";
        ReplicaPhase phase = ReplicaPhase.REPLICA_PHASE_UNSPECIFIED;
        long requests = 0;
        long inputTokens = 0;
        long outputTokens = 0;
        long queuedRequests = 0;
        long runningRequests = 0;
        long rejectedRequests = 0;
        LatencyCounts timeToFirstToken = LatencyCounts.NONE;
        LatencyCounts timePerOutputToken = LatencyCounts.NONE;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case ReplicaTelemetry.REPLICA_ID_FIELD_NUMBER ->
                        replicaId = in.readStringRequireUtf8();
                case ReplicaTelemetry.PHASE_FIELD_NUMBER -> phase = phase(in.readEnum());
                case ReplicaTelemetry.REQUESTS_FIELD_NUMBER -> requests = counter(in, "requests");
                case ReplicaTelemetry.INPUT_TOKENS_FIELD_NUMBER ->
                        inputTokens = counter(in, "input_tokens");
                case ReplicaTelemetry.OUTPUT_TOKENS_FIELD_NUMBER ->
                        outputTokens = counter(in, "output_tokens");
                case ReplicaTelemetry.QUEUED_REQUESTS_FIELD_NUMBER -> queuedRequests = unsigned(in);
                case ReplicaTelemetry.RUNNING_REQUESTS_FIELD_NUMBER ->
                        runningRequests = unsigned(in);
                case ReplicaTelemetry.REQUESTS_REJECTED_FIELD_NUMBER ->
                        rejectedRequests = counter(in, "requests_rejected");
                case ReplicaTelemetry.TIME_TO_FIRST_TOKEN_FIELD_NUMBER ->
                        timeToFirstToken = histogram(in, "time_to_first_token");
                case ReplicaTelemetry.TIME_PER_OUTPUT_TOKEN_FIELD_NUMBER ->
                        timePerOutputToken = histogram(in, "time_per_output_token");
                default -> in.skipField(tag);
            }
        }
        return new ReplicaReading(
                replicaId,
                phase,
                requests,
                inputTokens,
                outputTokens,
                queuedRequests,
                runningRequests,
                rejectedRequests,
                timeToFirstToken,
                timePerOutputToken);
    }

    private static ReplicaPhase phase(int number) {
        ReplicaPhase phase = ReplicaPhase.forNumber(number);
        return phase == null ? ReplicaPhase.REPLICA_PHASE_UNSPECIFIED : phase;
    }

    private LatencyCounts histogram(CodedInputStream in, String field)
            throws IOException, UnfitRecordException {
        int outer = in.pushLimit(in.readRawVarint32());
        long firstBucket = 0;
        int filled = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case LatencyHistogram.FIRST_BUCKET_FIELD_NUMBER -> firstBucket = unsigned(in);
                case LatencyHistogram.COUNTS_FIELD_NUMBER ->
                        filled = counts(in, tag, filled, field);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (firstBucket + filled > LatencyBuckets.COUNT) {
            throw tooManyBuckets(field, firstBucket + filled);
        }
        return LatencyCounts.owning((int) firstBucket, Arrays.copyOf(buckets, filled));
    }

    private int counts(CodedInputStream in, int tag, int filled, String field)
            throws IOException, UnfitRecordException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            return keep(filled, counter(in, field), field);
        }
        int outer = in.pushLimit(in.readRawVarint32());
        int next = filled;
        while (!in.isAtEnd()) {
            next = keep(next, counter(in, field), field);
        }
        in.popLimit(outer);
        return next;
    }

    private int keep(int index, long count, String field) throws UnfitRecordException {
        if (index == buckets.length) {
            throw tooManyBuckets(field, index + 1L);
        }
        buckets[index] = count;
        return index + 1;
    }

    private static UnfitRecordException tooManyBuckets(String field, long end) {
        return new UnfitRecordException(
                RejectCause.OUT_OF_RANGE,
                field + " reaches bucket " + (end - 1) + " of " + LatencyBuckets.COUNT);
    }
}
