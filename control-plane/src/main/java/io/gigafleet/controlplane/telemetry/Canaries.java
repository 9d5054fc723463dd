package io.gigafleet.controlplane.telemetry;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Proofs of life of the path: when a canary of any agent host last came through each partition of
 * the facility topic, by the broker's clock. One thread writes; any number read.
 */
public final class Canaries {

    /** Agent hosts beyond this are refused. */
    static final int MAX_HOSTS = 20_000;

    private final AtomicLongArray newestByPartition;
    private final ConcurrentHashMap<String, Long> newestByHost = new ConcurrentHashMap<>();

    Canaries(int partitions) {
        if (partitions <= 0) {
            throw new IllegalArgumentException("partitions " + partitions + " is not positive");
        }
        newestByPartition = new AtomicLongArray(partitions);
    }

    Receipt heard(String host, int partition, long appendedAtMillis) {
        if (partition < 0 || partition >= newestByPartition.length()) {
            return new Rejected(
                    RejectCause.OUT_OF_RANGE,
                    "canary through partition "
                            + partition
                            + ", the topic catalogue has "
                            + newestByPartition.length());
        }
        if (newestByHost.size() >= MAX_HOSTS && !newestByHost.containsKey(host)) {
            return new Rejected(
                    RejectCause.TOO_MANY_SOURCES,
                    "more than " + MAX_HOSTS + " agent hosts send canaries");
        }
        newestByPartition.accumulateAndGet(partition, appendedAtMillis, Math::max);
        newestByHost.merge(host, appendedAtMillis, Math::max);
        return Receipt.Taken.TAKEN;
    }

    /**
     * The path clock: through every partition a canary has come that was appended at this time or
     * later, epoch milliseconds of the broker. Empty while some partition has carried none.
     */
    public OptionalLong pathClockMillis() {
        long oldest = Long.MAX_VALUE;
        for (int partition = 0; partition < newestByPartition.length(); partition++) {
            long newest = newestByPartition.get(partition);
            if (newest == 0) {
                return OptionalLong.empty();
            }
            oldest = Math.min(oldest, newest);
        }
        return OptionalLong.of(oldest);
    }

    /** When each agent host's newest canary was appended, by host. */
    public Map<String, Long> newestByHost() {
        return new TreeMap<>(newestByHost);
    }
}
