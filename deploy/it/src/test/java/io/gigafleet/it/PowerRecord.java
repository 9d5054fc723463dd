package io.gigafleet.it;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What all racks have drawn, by their meters. Between two samples it is the maximum that the later
 * one carries, so that no peak is missed. Only where power went up or down between the two, nobody
 * can tell when: there the lower of the two counts, unless the maximum lies above both.
 *
 * @param levels in order of the time from which they hold, until the rack's next
 */
record PowerRecord(List<Level> levels) {

    /** More than this over both samples beside it is a peak of its own. */
    private static final double PEAK = 1.05;

    /** Power of one rack from a moment on. */
    record Level(String rack, long fromMillis, long watts) {}

    static PowerRecord of(Infrastructure infrastructure) throws InvalidProtocolBufferException {
        Map<String, RackTelemetry> newest = new HashMap<>();
        List<Level> levels = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record :
                TopicTail.read(infrastructure, TopicCatalogue.builtIn().telemetry())) {
            RackTelemetry sample = RackTelemetry.parseFrom(record.value());
            RackTelemetry before =
                    newest.getOrDefault(sample.getRackId(), RackTelemetry.getDefaultInstance());
            newest.put(sample.getRackId(), sample);
            levels.add(
                    new Level(
                            sample.getRackId(),
                            sample.getSampledAtEpochMs() - sample.getIntervalMs(),
                            watts(before, sample)));
        }
        levels.sort(Comparator.comparingLong(Level::fromMillis));
        return new PowerRecord(levels);
    }

    private static long watts(RackTelemetry before, RackTelemetry sample) {
        long higher = Math.max(before.getRackWatts(), sample.getRackWatts());
        long lower = Math.min(before.getRackWatts(), sample.getRackWatts());
        boolean isChange = higher > PEAK * lower;
        boolean isPeak = sample.getRackWattsMax() > PEAK * higher;
        return isChange && !isPeak ? lower : sample.getRackWattsMax();
    }

    /** The most that racks whose names begin so have drawn together. */
    long mostWatts(String prefix) {
        return totals(prefix).stream().mapToLong(Total::watts).max().orElse(0);
    }

    /** What they drew together when they were heard last. */
    long lastWatts(String prefix) {
        List<Total> totals = totals(prefix);
        return totals.isEmpty() ? 0 : totals.getLast().watts();
    }

    /** The most that the draw of all has risen within so long. */
    long mostRiseWithin(long millis) {
        List<Total> totals = totals("");
        long most = 0;
        for (int from = 0; from < totals.size(); from++) {
            Total low = totals.get(from);
            for (int to = from + 1;
                    to < totals.size() && totals.get(to).atMillis() - low.atMillis() <= millis;
                    to++) {
                most = Math.max(most, totals.get(to).watts() - low.watts());
            }
        }
        return most;
    }

    /** The first moment after another from which a rack drew at least so much; never: far away. */
    long firstAtLeast(String rack, long watts, long afterMillis) {
        return levels.stream()
                .filter(level -> level.rack().equals(rack))
                .filter(level -> level.fromMillis() >= afterMillis && level.watts() >= watts)
                .mapToLong(Level::fromMillis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private record Total(long atMillis, long watts) {}

    /** What all draw together, each time one of them changes. */
    private List<Total> totals(String prefix) {
        Map<String, Long> wattsByRack = new HashMap<>();
        List<Total> totals = new ArrayList<>();
        long sum = 0;
        for (Level level : levels) {
            if (level.rack().startsWith(prefix)) {
                Long before = wattsByRack.put(level.rack(), level.watts());
                sum += level.watts() - (before == null ? 0 : before);
                totals.add(new Total(level.fromMillis(), sum));
            }
        }
        return totals;
    }
}
