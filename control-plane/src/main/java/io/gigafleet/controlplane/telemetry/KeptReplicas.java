package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The replicas of a rack's newest record, kept as the bytes they came in. To tell what the next
 * record adds they are read once more: that costs less than an object per replica and histogram,
 * which at a gigawatt would be spread over ten times the memory and fetched from there each second.
 */
final class KeptReplicas {

    private static final int REPLICA_TAG =
            RackTelemetry.REPLICAS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private static final int SPARE_BYTES = 64;
    private static final int[] NO_SERVICES = new int[0];
    private static final long[] NO_RATES = new long[0];
    private static final int RATES = 4;

    private byte[] bytes = new byte[0];
    private int length;
    private int count;
    private int[] services = NO_SERVICES;
    private int servicesGeneration;
    private long[] rates = NO_RATES;
    private long rateMillis;

    /** Replaces what is kept by the replicas of a newer record; rates are told by the caller. */
    void keep(RackTelemetryDecoder record) {
        int newLength = record.replicasTo() - record.replicasFrom();
        if (newLength > bytes.length || newLength + SPARE_BYTES < bytes.length / 4) {
            bytes = new byte[newLength + SPARE_BYTES];
        }
        System.arraycopy(record.bytes, record.replicasFrom(), bytes, 0, newLength);
        length = newLength;
        if (count != record.replicaCount()) {
            count = record.replicaCount();
            services = new int[count];
            rates = new long[count * RATES];
            forgetServices();
        }
    }

    /** The replicas are others, or stand in another order. */
    void arrangeAnew() {
        forgetServices();
        Arrays.fill(rates, 0);
    }

    /** Services may be known by other names: they are looked up again. */
    private void forgetServices() {
        Arrays.fill(services, ServiceNames.UNKNOWN);
    }

    /** The number of a replica's service, looked up until it is known. */
    int service(int index, DecodedReplica replica, ServiceNames names) {
        if (servicesGeneration != names.generation()) {
            servicesGeneration = names.generation();
            forgetServices();
        }
        if (services[index] == ServiceNames.UNKNOWN) {
            services[index] = names.serviceOf(replica.id());
        }
        return services[index];
    }

    int count() {
        return count;
    }

    /** Reads what is kept into replicas that are filled anew, as many as {@link #count}. */
    void readInto(WireReader in, List<DecodedReplica> slots) {
        in.reset(bytes, 0, length);
        int read = 0;
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == REPLICA_TAG) {
                    if (read == slots.size()) {
                        slots.add(new DecodedReplica());
                    }
                    int outer = in.enter();
                    slots.get(read).read(in);
                    in.leave(outer);
                    read++;
                } else {
                    in.skip(tag);
                }
            }
        } catch (InvalidProtocolBufferException | UnfitRecordException e) {
            throw new IllegalStateException("what was read and kept can't be read again", e);
        }
    }

    /** What was added last is what rates are told from now on. */
    void rateIs(int index, ReplicaAddition added) {
        int cell = index * RATES;
        rates[cell] = added.requests;
        rates[cell + 1] = added.inputTokens;
        rates[cell + 2] = added.outputTokens;
        rates[cell + 3] = added.rejectedRequests;
    }

    /** The rates told are those of a stretch of this length. */
    void ratesCover(long millis) {
        rateMillis = millis;
    }

    long rateMillis() {
        return rateMillis;
    }

    /** What a replica did in the stretch that rates are told of. */
    ReplicaDelta rate(int index, String replicaId) {
        int cell = index * RATES;
        return new ReplicaDelta(
                replicaId, rates[cell], rates[cell + 1], rates[cell + 2], rates[cell + 3]);
    }

    /** Output tokens of all replicas in the stretch that rates are told of. */
    long rateOutputTokens() {
        long tokens = 0;
        for (int index = 0; index < count; index++) {
            tokens += rates[index * RATES + 2];
        }
        return tokens;
    }

    /** The replicas as they were read last. */
    List<DecodedReplica> read() {
        List<DecodedReplica> replicas = new ArrayList<>();
        readInto(new WireReader(), replicas);
        return replicas;
    }
}
