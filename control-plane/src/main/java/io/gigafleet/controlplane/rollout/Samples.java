package io.gigafleet.controlplane.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest telemetry of one rack since a stage was asked of it, oldest first and at most {@link
 * #MOST}.
 */
public record Samples(List<Sample> list) {

    /** Kept samples: half a minute at the usual one a second. */
    public static final int MOST = 30;

    public static final Samples NONE = new Samples(List.of());

    public Samples {
        list = List.copyOf(list);
    }

    /** With one more; the oldest goes when there are too many. */
    public Samples then(Sample newest) {
        List<Sample> next = new ArrayList<>(list.subList(list.size() < MOST ? 0 : 1, list.size()));
        next.add(newest);
        return new Samples(next);
    }

    public int count() {
        return list.size();
    }

    /** The newest so many, or all if there are fewer. */
    Samples newest(int count) {
        return new Samples(list.subList(Math.max(0, list.size() - count), list.size()));
    }

    Sample first() {
        return list.getFirst();
    }

    Sample last() {
        return list.getLast();
    }

    /** The longest run of samples up to the newest in which the rack draws at least so much. */
    Samples drawingAtLeast(long watts) {
        int from = list.size();
        while (from > 0 && list.get(from - 1).watts() >= watts) {
            from--;
        }
        return new Samples(list.subList(from, list.size()));
    }

    /** Whether the flow sensor has said exactly the same every time; a living one never does. */
    boolean flowNeverMoves() {
        return list.stream().mapToLong(Sample::flowMillilitersPerMinute).distinct().count() == 1;
    }

    int dieDeciCelsiusMax() {
        return list.stream().mapToInt(Sample::dieDeciCelsiusMax).max().orElse(0);
    }

    long thermalThrottleMillis() {
        return list.stream().mapToLong(Sample::thermalThrottleMillis).sum();
    }

    long highestPressurePascals() {
        return list.stream().mapToLong(Sample::pressurePascals).max().orElse(0);
    }

    boolean anyLeaking() {
        return list.stream().anyMatch(Sample::leaking);
    }
}
