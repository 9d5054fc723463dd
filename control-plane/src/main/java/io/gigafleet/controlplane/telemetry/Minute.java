package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first tokens' latencies of each rack in one minute. Kept by the minute, not by the window:
 * per rack they are many, and nobody looks at them by ten seconds.
 */
final class Minute {

    /** The length of a minute. */
    static final long SECONDS = 60;

    private final long startEpochSeconds;
    private final RackRegistry registry;
    private final long[] @Nullable [] firstTokens;

    Minute(long startEpochSeconds, RackRegistry registry) {
        this.startEpochSeconds = startEpochSeconds;
        this.registry = registry;
        this.firstTokens = new long[registry.size()][];
    }

    static long startOf(long windowStartEpochSeconds) {
        return Math.floorDiv(windowStartEpochSeconds, SECONDS) * SECONDS;
    }

    void add(int rack, RackAddition added) {
        if (added.replicaCount() == 0 || !Window.hasLatencies(added)) {
            return;
        }
        long[] counts = firstTokens[rack];
        if (counts == null) {
            counts = new long[LatencyBuckets.COUNT];
            firstTokens[rack] = counts;
        }
        for (int index = 0; index < added.replicaCount(); index++) {
            added.replica(index).timeToFirstToken.addTo(counts);
        }
    }

    long startEpochSeconds() {
        return startEpochSeconds;
    }

    RackRegistry registry() {
        return registry;
    }

    /** All rows of the minute, of its windows. */
    RollupRows rows(List<Window> windows, ServiceNames names) {
        List<RackRollup> rackRows = rackRows(windows);
        ServiceSums services = new ServiceSums();
        long[] highestWatts = new long[PlantSums.parts(registry).size()];
        for (Window window : windows) {
            services.addAll(window.services());
            for (int part = 0; part < highestWatts.length; part++) {
                highestWatts[part] = Math.max(highestWatts[part], window.highestWatts()[part]);
            }
        }
        return new RollupRows(
                rackRows,
                services.rows(names, startEpochSeconds),
                PlantRows.of(registry, startEpochSeconds, rackRows, highestWatts));
    }

    /** A row per rack that was heard, of the minute's windows. */
    private List<RackRollup> rackRows(List<Window> windows) {
        List<RackRollup> rows = new ArrayList<>();
        for (int rack = 0; rack < firstTokens.length; rack++) {
            RackSum sum = new RackSum();
            boolean isHeard = false;
            for (Window window : windows) {
                Optional<RackSum> part = window.rack(rack);
                part.ifPresent(sum::addAll);
                isHeard |= part.isPresent();
            }
            if (isHeard) {
                long[] counts = firstTokens[rack];
                rows.add(
                        sum.row(
                                registry.rackIds().get(rack),
                                startEpochSeconds,
                                counts == null
                                        ? LatencyCounts.NONE
                                        : LatencyCounts.ofDense(counts)));
            }
        }
        return rows;
    }
}
