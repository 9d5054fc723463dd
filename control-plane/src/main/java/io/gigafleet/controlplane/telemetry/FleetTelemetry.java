package io.gigafleet.controlplane.telemetry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest telemetry of each rack, never backwards by (bootId, sequence). One thread writes; any
 * number read without locks.
 */
public final class FleetTelemetry {

    /** A rack silent for longer than this takes no part in a service's rates and window. */
    static final long SILENT_MILLIS = 10_000;

    private final ConcurrentHashMap<String, LiveRack> racks = new ConcurrentHashMap<>();
    private volatile long newestAppendMillis;
    private volatile long firstTokenAppendMillis;

    /** Takes in a reading if it is newer than what is known. Called by the one writer. */
    public Offered offer(RackReading reading) {
        LiveRack known = racks.get(reading.rackId());
        if (known != null && !reading.stamp().isNewerThan(known.latest().stamp())) {
            LiveRack after = known.afterOlder(reading);
            racks.put(reading.rackId(), after);
            return new Offered.Older(after);
        }
        LiveRack now = known == null ? LiveRack.first(reading) : known.then(reading);
        racks.put(reading.rackId(), now);
        if (reading.appendedAtMillis() > newestAppendMillis) {
            newestAppendMillis = reading.appendedAtMillis();
        }
        if (firstTokenAppendMillis == 0
                && reading.replicas().stream().anyMatch(replica -> replica.outputTokens() > 0)) {
            firstTokenAppendMillis = reading.appendedAtMillis();
        }
        return new Offered.Newest(now);
    }

    /** Forgets the racks the registry doesn't know. Called by the one writer. */
    public void forgetUnknown(RackRegistry registry) {
        racks.keySet().removeIf(rackId -> !registry.knows(rackId));
    }

    /** What is known of one rack; empty if it has not been heard. */
    public Optional<LiveRack> rack(String rackId) {
        return Optional.ofNullable(racks.get(rackId));
    }

    /** All racks heard so far, by id. */
    public List<LiveRack> racks() {
        return racks.values().stream().sorted(Comparator.comparing(LiveRack::rackId)).toList();
    }

    /**
     * The newest append time of any reading, epoch milliseconds of the broker; 0 before the first.
     */
    public long newestAppendMillis() {
        return newestAppendMillis;
    }

    /** When the first reading with a served token was appended; 0 before. */
    public long firstTokenAppendMillis() {
        return firstTokenAppendMillis;
    }

    /**
     * What each service does now and did in the last minute, by name, as of {@link
     * #newestAppendMillis}.
     */
    public SortedMap<String, ServiceActivity> services(ServiceLookup lookup) {
        SortedMap<String, ServiceActivitySum> sums = new TreeMap<>();
        long asOfMillis = newestAppendMillis;
        for (LiveRack rack : racks.values()) {
            if (asOfMillis - rack.latest().appendedAtMillis() <= SILENT_MILLIS) {
                ServiceActivitySum.addRack(sums, rack, lookup);
            }
        }
        SortedMap<String, ServiceActivity> services = new TreeMap<>();
        sums.forEach((name, sum) -> services.put(name, sum.toActivity(asOfMillis)));
        return services;
    }
}
