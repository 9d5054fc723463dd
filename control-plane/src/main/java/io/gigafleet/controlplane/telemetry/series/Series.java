package io.gigafleet.controlplane.telemetry.series;

import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts windows together into points. A window that is given twice counts once, as it was given
 * last: what is in memory is newer than what was written.
 */
public final class Series {

    private final Metric metric;
    private final long stepSeconds;
    private final TreeMap<Long, Sample> samples = new TreeMap<>();

    /**
     * A series without points.
     *
     * @param stepSeconds from one point to the next
     */
    public Series(Metric metric, long stepSeconds) {
        this.metric = metric;
        this.stepSeconds = stepSeconds;
    }

    /** Adds windows of a rack, each of so many seconds. */
    public void addRack(Collection<RackRollup> rows, double seconds) {
        add(rows, row -> metric.of(row, seconds));
    }

    /** Adds windows of a service, each of so many seconds. */
    public void addService(Collection<ServiceRollup> rows, double seconds) {
        add(rows, row -> metric.of(row, seconds));
    }

    /** Adds windows of a part of the plant, each of so many seconds. */
    public void addPlant(Collection<PlantRollup> rows, double seconds) {
        add(rows, row -> metric.of(row, seconds));
    }

    private <T> void add(Collection<T> rows, Function<T, Optional<Sample>> shown) {
        rows.forEach(
                row ->
                        shown.apply(row)
                                .ifPresent(sample -> samples.put(sample.atEpochSeconds(), sample)));
    }

    /** The points, oldest first; there is none where nothing was heard. */
    public List<SeriesPoint> points() {
        TreeMap<Long, List<Sample>> byStep = new TreeMap<>();
        samples.forEach(
                (at, sample) ->
                        byStep.computeIfAbsent(
                                        Math.floorDiv(at, stepSeconds) * stepSeconds,
                                        ignored -> new ArrayList<>())
                                .add(sample));
        List<SeriesPoint> points = new ArrayList<>();
        byStep.forEach((at, of) -> points.add(PointSum.of(at, of)));
        return points;
    }
}
