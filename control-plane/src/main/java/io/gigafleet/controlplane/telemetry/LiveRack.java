package io.gigafleet.controlplane.telemetry;

import java.util.Optional;

/** What is known of one rack from its telemetry, immutable: each reading makes a new one. */
public final class LiveRack {

    /** An on-alarm reading that covers less than this says nothing of rates. */
    static final long MIN_RATE_MILLIS = 500;

    private final RackReading latest;
    private final ReadingDelta sincePrevious;
    private final ReadingDelta rateSpan;
    private final ReadingHistory history;
    private final BootTrail boots;

    private LiveRack(
            RackReading latest,
            ReadingDelta sincePrevious,
            ReadingDelta rateSpan,
            ReadingHistory history,
            BootTrail boots) {
        this.latest = latest;
        this.sincePrevious = sincePrevious;
        this.rateSpan = rateSpan;
        this.history = history;
        this.boots = boots;
    }

    static LiveRack first(RackReading reading) {
        return new LiveRack(
                reading,
                ReadingDelta.NONE,
                ReadingDelta.NONE,
                ReadingHistory.EMPTY.then(reading),
                BootTrail.startingWith(reading.stamp()));
    }

    /** The rack after a newer reading. */
    LiveRack then(RackReading reading) {
        ReadingDelta delta = ReadingDelta.between(latest, reading);
        return new LiveRack(
                reading,
                delta,
                delta.coveredMillis() >= MIN_RATE_MILLIS ? delta : rateSpan,
                history.then(reading),
                boots.then(reading.stamp()));
    }

    /** The rack after an older reading, of which only its identity is kept. */
    LiveRack afterOlder(RackReading older) {
        return new LiveRack(latest, sincePrevious, rateSpan, history, boots.then(older.stamp()));
    }

    public String rackId() {
        return latest.rackId();
    }

    /** The newest reading. */
    public RackReading latest() {
        return latest;
    }

    /** What happened between the newest reading and the one before it. */
    public ReadingDelta sincePrevious() {
        return sincePrevious;
    }

    /** The newest stretch between two readings that is long enough to be read as rates. */
    public ReadingDelta rateSpan() {
        return rateSpan;
    }

    /** What happened in the last minute (60 to 80 s, less if the rack wasn't heard that long). */
    public ReadingDelta lastMinute() {
        return history.windowUpTo(latest);
    }

    /** Output tokens per second of all replicas, between the two newest readings. */
    public double outputTokensPerSecond() {
        return rateSpan.perSecond(rateSpan.outputTokens());
    }

    /** Completed requests per second of all replicas, between the two newest readings. */
    public double requestsPerSecond() {
        return rateSpan.perSecond(rateSpan.requests());
    }

    /** What one replica did in {@link #rateSpan}; empty if the newest readings don't hold it. */
    public Optional<ReplicaDelta> rateSpanOf(String replicaId) {
        return rateSpan.replicas().stream()
                .filter(replica -> replica.replicaId().equals(replicaId))
                .findFirst();
    }

    /** How often two sources were caught taking turns under this rack's identity. */
    public long identityReturns() {
        return boots.returns();
    }

    /** The broker's clock when that was seen last; 0: never. */
    public long identityReturnedAtMillis() {
        return boots.returnedAtMillis();
    }
}
