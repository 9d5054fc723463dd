package io.gigafleet.controlplane.safety.health;

import java.util.HashMap;
import java.util.Map;

/**
 * How fast racks may be given up. Each hall is a failure domain with a token bucket of its own, as
 * zones have in Kubernetes' node lifecycle controller: 0.1 racks a second with a burst of 4. So
 * trouble in one hall uses up nothing of another's.
 *
 * @param byHall what is left, where a token was taken
 * @param untouched what is left in every other hall
 */
public record EvictionRate(Map<String, Bucket> byHall, Bucket untouched) {

    /** Racks a second and hall. */
    public static final double RACKS_PER_SECOND = 0.1;

    /** Most racks of a hall at once. */
    public static final double BURST_RACKS = 4;

    /** A tenth of the rate, while most of a place is silent. */
    private static final long SLOW_MILLIS = 100_000;

    public EvictionRate {
        byHall = Map.copyOf(byHall);
    }

    /** A rate of which nothing was used lately. */
    public static EvictionRate full(long nowMillis) {
        return new EvictionRate(Map.of(), new Bucket(BURST_RACKS, nowMillis, nowMillis));
    }

    /**
     * The rate with which a new leader begins: it takes ten seconds to see before it gives up a
     * rack for its silence.
     */
    public static EvictionRate empty(long nowMillis) {
        return new EvictionRate(Map.of(), new Bucket(0, nowMillis, nowMillis));
    }

    /** Whether a rack of a hall may be given up now. */
    boolean allows(String hall, Disruption.Mode mode, long nowMillis) {
        return of(hall).at(nowMillis).allows(mode);
    }

    /** What is left after a rack of a hall was given up. */
    EvictionRate taken(String hall, Disruption.Mode mode, long nowMillis) {
        Map<String, Bucket> left = new HashMap<>(byHall);
        left.put(hall, of(hall).at(nowMillis).taken(mode));
        return new EvictionRate(left, untouched);
    }

    /** What is left in a hall. */
    Bucket of(String hall) {
        return byHall.getOrDefault(hall, untouched);
    }

    /**
     * What is left in one bucket.
     *
     * @param slowFromMillis when the next slow eviction may be: others do not wait for it
     */
    public record Bucket(double tokens, long filledAtMillis, long slowFromMillis) {

        private Bucket at(long nowMillis) {
            double added = Math.max(0, nowMillis - filledAtMillis) / 1000.0 * RACKS_PER_SECOND;
            return new Bucket(Math.min(BURST_RACKS, tokens + added), nowMillis, slowFromMillis);
        }

        private boolean allows(Disruption.Mode mode) {
            boolean isSlow = mode == Disruption.Mode.PARTIAL;
            return tokens >= 1 && (!isSlow || filledAtMillis >= slowFromMillis);
        }

        private Bucket taken(Disruption.Mode mode) {
            boolean isSlow = mode == Disruption.Mode.PARTIAL;
            return new Bucket(
                    tokens - 1,
                    filledAtMillis,
                    isSlow ? filledAtMillis + SLOW_MILLIS : slowFromMillis);
        }
    }
}
