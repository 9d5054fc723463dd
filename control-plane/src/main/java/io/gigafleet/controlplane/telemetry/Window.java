package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final long[] highestWatts;

    Window(long startEpochSeconds, RackRegistry registry) {
        this.startEpochSeconds = startEpochSeconds;
        this.registry = registry;
        this.racks = new RackSum[registry.size()];
        this.highestWatts = new long[PlantSums.parts(registry).size()];
    }

    static long startOf(long appendedAtMillis) {
        return Math.floorDiv(appendedAtMillis, 1_000 * SECONDS) * SECONDS;
    }

    /** Whether latencies that came about in a stretch of this length may be counted. */
    static boolean hasLatencies(RackAddition added) {
        return added.apartMillis <= MAX_LATENCY_MILLIS;
    }

    void add(int rack, RackTelemetryDecoder record, RackAddition added, PlantSums plant) {
        RackSum sum = racks[rack];
        if (sum == null) {
            sum = new RackSum();
            racks[rack] = sum;
        }
        sum.add(record, added);
        plant.raise(highestWatts, rack);
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

    /** The highest sums of newest draws, by part of the plant. */
    long[] highestWatts() {
        return highestWatts;
    }

    /** The row of a rack, if it was heard. */
    Optional<RackRollup> rackRow(String rackId) {
        OptionalInt rack = registry.indexOf(rackId);
        return rack.isEmpty() ? Optional.empty() : rackRow(rack.getAsInt());
    }

    private Optional<RackRollup> rackRow(int rack) {
        return rack(rack)
                .map(
                        sum ->
                                sum.row(
                                        registry.rackIds().get(rack),
                                        startEpochSeconds,
                                        LatencyCounts.NONE));
    }

    /** The row of a service, if it did something. */
    Optional<ServiceRollup> serviceRow(String service, ServiceNames names) {
        return names.find(service)
                .flatMap(services::find)
                .map(sum -> sum.row(service, startEpochSeconds));
    }

    /** The row of a part of the plant, if some rack of it was heard. */
    Optional<PlantRollup> partRow(String part) {
        int index = PlantSums.parts(registry).indexOf(part);
        PlantSum sum = new PlantSum();
        for (int rack = 0; index >= 0 && rack < racks.length; rack++) {
            for (int partOfRack : PlantSums.partsOf(registry, rack)) {
                if (partOfRack == index) {
                    rackRow(rack).ifPresent(sum::add);
                }
            }
        }
        return sum.isEmpty()
                ? Optional.empty()
                : Optional.of(sum.row(part, startEpochSeconds, highestWatts[index]));
    }

    /** All rows of the window. */
    RollupRows rows(ServiceNames names) {
        List<RackRollup> rackRows = rackRows();
        return new RollupRows(
                rackRows,
                services.rows(names, startEpochSeconds),
                PlantRows.of(registry, startEpochSeconds, rackRows, highestWatts));
    }

    /** A row per rack that was heard. */
    List<RackRollup> rackRows() {
        List<RackRollup> rows = new ArrayList<>();
        for (int rack = 0; rack < racks.length; rack++) {
            rackRow(rack).ifPresent(rows::add);
        }
        return rows;
    }
}
