package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One {@link ReplicaTelemetry} as it was read; filled anew for each record. */
final class DecodedReplica {

    private static final int VARINT = WireFormat.WIRETYPE_VARINT;
    private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    final DecodedHistogram timeToFirstToken = new DecodedHistogram();
    final DecodedHistogram timePerOutputToken = new DecodedHistogram();

    /** The record's bytes, of which some are the id. */
    byte[] bytes = new byte[0];

    int idFrom;
    int idTo;
    ReplicaPhase phase = ReplicaPhase.REPLICA_PHASE_UNSPECIFIED;
    long requests;
    long inputTokens;
    long outputTokens;
    long queuedRequests;
    long runningRequests;
    long rejectedRequests;

    /** Reads up to the reader's end. */
    void read(WireReader in) throws InvalidProtocolBufferException, UnfitRecordException {
        clear(in.bytes());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ReplicaTelemetry.REPLICA_ID_FIELD_NUMBER << 3 | BYTES -> readId(in);
                case ReplicaTelemetry.PHASE_FIELD_NUMBER << 3 | VARINT ->
                        phase = phase(in.readVarint32());
                case ReplicaTelemetry.REQUESTS_FIELD_NUMBER << 3 | VARINT ->
                        requests = in.readCounter("requests");
                case ReplicaTelemetry.INPUT_TOKENS_FIELD_NUMBER << 3 | VARINT ->
                        inputTokens = in.readCounter("input_tokens");
                case ReplicaTelemetry.OUTPUT_TOKENS_FIELD_NUMBER << 3 | VARINT ->
                        outputTokens = in.readCounter("output_tokens");
                case ReplicaTelemetry.QUEUED_REQUESTS_FIELD_NUMBER << 3 | VARINT ->
                        queuedRequests = in.readUnsigned32();
                case ReplicaTelemetry.RUNNING_REQUESTS_FIELD_NUMBER << 3 | VARINT ->
                        runningRequests = in.readUnsigned32();
                case ReplicaTelemetry.REQUESTS_REJECTED_FIELD_NUMBER << 3 | VARINT ->
                        rejectedRequests = in.readCounter("requests_rejected");
                case ReplicaTelemetry.TIME_TO_FIRST_TOKEN_FIELD_NUMBER << 3 | BYTES ->
                        timeToFirstToken.read(in, "time_to_first_token");
                case ReplicaTelemetry.TIME_PER_OUTPUT_TOKEN_FIELD_NUMBER << 3 | BYTES ->
                        timePerOutputToken.read(in, "time_per_output_token");
                default -> in.skip(tag);
            }
        }
    }

    private void clear(byte[] newBytes) {
        timeToFirstToken.clear();
        timePerOutputToken.clear();
        bytes = newBytes;
        idFrom = 0;
        idTo = 0;
        phase = ReplicaPhase.REPLICA_PHASE_UNSPECIFIED;
        requests = 0;
        inputTokens = 0;
        outputTokens = 0;
        queuedRequests = 0;
        runningRequests = 0;
        rejectedRequests = 0;
    }

    private void readId(WireReader in) throws InvalidProtocolBufferException {
        int outer = in.enter();
        idFrom = in.at();
        idTo = in.end();
        in.leave(outer);
        for (int index = idFrom; index < idTo; index++) {
            if (bytes[index] < 0) {
                requireUtf8();
                return;
            }
        }
    }

    private void requireUtf8() throws InvalidProtocolBufferException {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, idFrom, idTo - idFrom));
        } catch (CharacterCodingException e) {
            throw new InvalidProtocolBufferException("a replica_id is not UTF-8", e);
        }
    }

    private static ReplicaPhase phase(int number) {
        ReplicaPhase known = ReplicaPhase.forNumber(number);
        return known == null ? ReplicaPhase.REPLICA_PHASE_UNSPECIFIED : known;
    }

    boolean hasId() {
        return idTo > idFrom;
    }

    boolean hasSameId(DecodedReplica other) {
        return Arrays.equals(bytes, idFrom, idTo, other.bytes, other.idFrom, other.idTo);
    }

    ReplicaReading toReading() {
        return new ReplicaReading(
                id(),
                phase,
                requests,
                inputTokens,
                outputTokens,
                queuedRequests,
                runningRequests,
                rejectedRequests,
                timeToFirstToken.toCounts(),
                timePerOutputToken.toCounts());
    }

    String id() {
        return new String(bytes, idFrom, idTo - idFrom, StandardCharsets.UTF_8);
    }
}
