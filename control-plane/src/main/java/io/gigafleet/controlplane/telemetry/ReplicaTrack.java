package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.ReplicaPhase;
import java.util.Arrays;

/** What is known of one replica on one rack; each record of the rack changes it. */
final class ReplicaTrack {

    private final byte[] idBytes;
    private final String id;
    private final HistogramTrack timeToFirstToken = new HistogramTrack();
    private final HistogramTrack timePerOutputToken = new HistogramTrack();

    private int service = ServiceNames.UNKNOWN;
    private int serviceGeneration;

    private ReplicaPhase phase = ReplicaPhase.REPLICA_PHASE_UNSPECIFIED;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long queuedRequests;
    private long runningRequests;
    private long rejectedRequests;

    private long rateRequests;
    private long rateInputTokens;
    private long rateOutputTokens;
    private long rateRejectedRequests;

    ReplicaTrack(DecodedReplica replica) {
        this.idBytes = Arrays.copyOfRange(replica.bytes, replica.idFrom, replica.idTo);
        this.id = replica.id();
    }

    boolean isCalledAs(DecodedReplica replica) {
        return Arrays.equals(
                idBytes, 0, idBytes.length, replica.bytes, replica.idFrom, replica.idTo);
    }

    /**
     * Takes in a newer record, and writes down what it adds: never anything negative, and if the
     * replica was started again in between, what it did since that start.
     */
    void take(DecodedReplica newer, ReplicaAddition added) {
        boolean goesOn =
                newer.requests >= requests
                        && newer.inputTokens >= inputTokens
                        && newer.outputTokens >= outputTokens
                        && newer.rejectedRequests >= rejectedRequests
                        && timeToFirstToken.addedBy(newer.timeToFirstToken, added.timeToFirstToken)
                        && timePerOutputToken.addedBy(
                                newer.timePerOutputToken, added.timePerOutputToken);
        if (!goesOn) {
            startAgain();
            timeToFirstToken.addedBy(newer.timeToFirstToken, added.timeToFirstToken);
            timePerOutputToken.addedBy(newer.timePerOutputToken, added.timePerOutputToken);
        }
        added.replica = this;
        added.requests = newer.requests - requests;
        added.inputTokens = newer.inputTokens - inputTokens;
        added.outputTokens = newer.outputTokens - outputTokens;
        added.rejectedRequests = newer.rejectedRequests - rejectedRequests;
        keep(newer);
    }

    private void startAgain() {
        requests = 0;
        inputTokens = 0;
        outputTokens = 0;
        rejectedRequests = 0;
        timeToFirstToken.clear();
        timePerOutputToken.clear();
    }

    /** Takes over a record without asking what it adds. */
    void keep(DecodedReplica newer) {
        phase = newer.phase;
        requests = newer.requests;
        inputTokens = newer.inputTokens;
        outputTokens = newer.outputTokens;
        queuedRequests = newer.queuedRequests;
        runningRequests = newer.runningRequests;
        rejectedRequests = newer.rejectedRequests;
        timeToFirstToken.keep(newer.timeToFirstToken);
        timePerOutputToken.keep(newer.timePerOutputToken);
    }

    /** What was added last is what rates are told from now on. */
    void rateIs(ReplicaAddition added) {
        rateRequests = added.requests;
        rateInputTokens = added.inputTokens;
        rateOutputTokens = added.outputTokens;
        rateRejectedRequests = added.rejectedRequests;
    }

    /** What the replica did in the rack's rate span. */
    ReplicaDelta rate() {
        return new ReplicaDelta(
                id, rateRequests, rateInputTokens, rateOutputTokens, rateRejectedRequests);
    }

    long rateOutputTokens() {
        return rateOutputTokens;
    }

    long rateRequests() {
        return rateRequests;
    }

    long rateInputTokens() {
        return rateInputTokens;
    }

    String id() {
        return id;
    }

    long outputTokens() {
        return outputTokens;
    }

    /**
     * The index of the replica's service, looked up until it is known and again with each
     * generation of the look-up; {@link ServiceNames#UNKNOWN} if nobody knows it.
     */
    int service(ServiceNames services) {
        if (service == ServiceNames.UNKNOWN || serviceGeneration != services.generation()) {
            service = services.serviceOf(id);
            serviceGeneration = services.generation();
        }
        return service;
    }

    ReplicaPhase phase() {
        return phase;
    }

    long queuedRequests() {
        return queuedRequests;
    }

    long runningRequests() {
        return runningRequests;
    }

    ReplicaReading toReading() {
        return new ReplicaReading(
                id,
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
}
