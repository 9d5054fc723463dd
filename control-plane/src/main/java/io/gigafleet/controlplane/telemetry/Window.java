package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read in ten seconds, by the broker's clock, of the racks of one registry. */
final class Window {

    /** The length of a window; a minute is a whole number of them. */
    static final long SECONDS = 10;

    /** What a rack did in a longer stretch than this says nothing of when its latencies were. */
    private static final long MAX_LATENCY_MILLIS = 70_000;

    private final long startEpochSeconds;
    private final RackRegistry registry;
    private final @Nullable RackSum[] racks;
    private final ServiceSums services = new ServiceSums();

    Window(long startEpochSeconds, RackRegistry registry) {
        this.startEpochSeconds = startEpochSeconds;
        this.registry = registry;
        this.racks = new RackSum[registry.size()];
    }

    static long startOf(long appendedAtMillis) {
        return Math.floorDiv(appendedAtMillis, 1_000 * SECONDS) * SECONDS;
    }

    /** Whether latencies that came about in a stretch of this length may be counted. */
    static boolean hasLatencies(RackAddition added) {
        return added.apartMillis <= MAX_LATENCY_MILLIS;
    }

    void add(int rack, RackTelemetryDecoder record, RackAddition added) {
        RackSum sum = racks[rack];
        if (sum == null) {
            sum = new RackSum();
            racks[rack] = sum;
        }
        sum.add(record, added);
        boolean hasLatencies = hasLatencies(added);
        for (int index = 0; index < added.replicaCount(); index++) {
            ReplicaAddition replica = added.replica(index);
            if (replica.service != ServiceNames.UNKNOWN) {
                services.of(replica.service).add(replica, hasLatencies);
            }
        }
    }

    long startEpochSeconds() {
        return startEpochSeconds;
    }

    RackRegistry registry() {
        return registry;
    }

    /** The sum of a rack, if it was heard. */
    Optional<RackSum> rack(int rack) {
        return Optional.ofNullable(racks[rack]);
    }

    ServiceSums services() {
        return services;
    }

    /** A row per rack that was heard. */
    List<RackRollup> rackRows() {
        List<RackRollup> rows = new ArrayList<>();
        for (int rack = 0; rack < racks.length; rack++) {
            RackSum sum = racks[rack];
            if (sum != null) {
                rows.add(
                        sum.row(
                                registry.rackIds().get(rack),
                                startEpochSeconds,
                                LatencyCounts.NONE));
            }
        }
        return rows;
    }
}
