package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One-minute roll-ups per rack and per service, by the minute the broker appended a reading in. One
 * thread adds, another drains; both take the object's lock for a short time.
 *
 * <p>Minutes that nobody drains, as on a standby, are held up to {@link #MAX_MINUTES_HELD}: a
 * standby that takes over then has what its predecessor did not write any more.
 */
public final class Rollups {

    /** Older minutes than this many are dropped, and counted. */
    public static final int MAX_MINUTES_HELD = 5;

    private static final long MINUTE_SECONDS = 60;

    private static final class Minute {
        final Map<String, RackMinuteSum> racks = new HashMap<>();
        final Map<String, ServiceMinuteSum> services = new HashMap<>();

        void addRowsTo(
                long startEpochSeconds,
                List<RackMinute> rackRows,
                List<ServiceMinute> serviceRows) {
            new TreeMap<>(racks)
                    .forEach((id, sum) -> rackRows.add(sum.toRow(id, startEpochSeconds)));
            new TreeMap<>(services)
                    .forEach((name, sum) -> serviceRows.add(sum.toRow(name, startEpochSeconds)));
        }
    }

    private final TreeMap<Long, Minute> minutes = new TreeMap<>();
    private long drainedBeforeEpochSeconds = Long.MIN_VALUE;
    private long lateReadings;
    private long droppedMinutes;

    /** Adds a rack's newest reading and what happened since the one before. */
    public synchronized void add(LiveRack rack, ServiceLookup lookup) {
        RackReading reading = rack.latest();
        long minuteEpochSeconds =
                Math.floorDiv(reading.appendedAtMillis(), 1_000 * MINUTE_SECONDS) * MINUTE_SECONDS;
        if (minuteEpochSeconds < drainedBeforeEpochSeconds) {
            lateReadings++;
            return;
        }
        Minute minute = minutes.computeIfAbsent(minuteEpochSeconds, ignored -> new Minute());
        ReadingDelta delta = rack.sincePrevious();
        minute.racks
                .computeIfAbsent(rack.rackId(), ignored -> new RackMinuteSum())
                .add(reading, delta);
        for (ReplicaDelta replica : delta.replicas()) {
            lookup.serviceOf(replica.replicaId())
                    .ifPresent(
                            service ->
                                    minute.services
                                            .computeIfAbsent(
                                                    service, ignored -> new ServiceMinuteSum())
                                            .add(replica));
        }
        while (minutes.size() > MAX_MINUTES_HELD) {
            drainedBeforeEpochSeconds = minutes.pollFirstEntry().getKey() + MINUTE_SECONDS;
            droppedMinutes++;
        }
    }

    /**
     * Takes out all minutes that began before the given second. A reading that comes later for one
     * of them is dropped and counted.
     */
    public synchronized MinuteRows drainBefore(long epochSeconds) {
        SortedMap<Long, Minute> done = minutes.headMap(epochSeconds);
        List<RackMinute> racks = new ArrayList<>();
        List<ServiceMinute> services = new ArrayList<>();
        done.forEach((start, minute) -> minute.addRowsTo(start, racks, services));
        done.clear();
        drainedBeforeEpochSeconds = Math.max(drainedBeforeEpochSeconds, epochSeconds);
        return new MinuteRows(racks, services);
    }

    /** Readings that came for a minute already drained. */
    public synchronized long lateReadings() {
        return lateReadings;
    }

    /** Minutes that nobody drained in time. */
    public synchronized long droppedMinutes() {
        return droppedMinutes;
    }
}
