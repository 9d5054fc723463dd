package io.gigafleet.controlplane.telemetry;

/**
 * How long silence may last.
 *
 * @param staleMillis silence after which a rack is STALE
 * @param lostMillis proven silence after which a rack is LOST
 * @param pathGapMillis a gap in canaries, reading or evaluation after which nothing counts as
 *     proven
 */
public record LivenessLimits(long staleMillis, long lostMillis, long pathGapMillis) {

    /** The limits of the design: 5 s, 30 s, 3 s. */
    public static final LivenessLimits STANDARD = new LivenessLimits(5_000, 30_000, 3_000);

    public LivenessLimits {
        if (staleMillis <= 0 || lostMillis <= staleMillis || pathGapMillis <= 0) {
            throw new IllegalArgumentException(
                    "expected 0 < staleMillis < lostMillis and 0 < pathGapMillis, got staleMillis="
                            + staleMillis
                            + " lostMillis="
                            + lostMillis
                            + " pathGapMillis="
                            + pathGapMillis);
        }
    }
}
