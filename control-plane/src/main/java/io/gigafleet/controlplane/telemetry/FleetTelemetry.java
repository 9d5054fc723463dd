package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.schemas.v1.LeakState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest telemetry of each rack, never backwards by (bootId, sequence). One thread writes into
 * it; what any other asks for is a copy of one moment.
 */
public final class FleetTelemetry {

    /** A rack silent for longer than this takes no part in a service's rates. */
    static final long SILENT_MILLIS = 10_000;

    /**
     * An older record sampled longer ago than this is a replayed one, and no sign of a second agent
     * under the rack's identity.
     */
    private static final long FRESH_SAMPLE_MILLIS = 60_000;

    /**
     * An urgent record goes past those that gather at the agent; they are sent within this time of
     * their sample, unless the brokers were away.
     */
    static final long OVERTAKEN_MILLIS = 5_000;

    private static final long[] NO_LIMITS = new long[0];

    /** What became of a record. */
    enum Taken {
        /** It is what was known of its rack or before that, read once more, and was left out. */
        OLDER,
        /** It is older than what is known of its rack, but was sent after it. */
        REPLAYED,
        /** It is its rack's newest. */
        NEWEST,
        /** It is its rack's newest, and crosses something that is to be told at once. */
        CROSSING
    }

    private final Object lock;
    private final ServiceNames names;
    private final Rollups rollups;
    private final CrossingWatch watch;
    private final PlantSums plant = new PlantSums();
    private RackRegistry registry = RackRegistry.EMPTY;
    private @Nullable RackTrack[] tracks = new RackTrack[0];
    private long newestAppendMillis;
    private long firstTokenAppendMillis;

    FleetTelemetry(Object lock, ServiceNames names, Rollups rollups, CrossingWatch watch) {
        this.lock = lock;
        this.names = names;
        this.rollups = rollups;
        this.watch = watch;
    }

    /** Goes on with other racks; forgets those that are gone. Called with the lock held. */
    void useRegistry(RackRegistry newRegistry) {
        @Nullable RackTrack[] kept = new RackTrack[newRegistry.size()];
        plant.useRegistry(newRegistry);
        for (RackTrack track : tracks) {
            int index = track == null ? -1 : newRegistry.indexOf(track.rackId()).orElse(-1);
            if (track != null && index >= 0) {
                kept[index] = track;
                plant.add(index, track.drawWatts(), NO_LIMITS);
            }
        }
        registry = newRegistry;
        tracks = kept;
    }

    /**
     * Takes in a record if it is newer than what is known of its rack, and writes down what it
     * adds. Called with the lock held.
     */
    Taken take(int rack, RackTelemetryDecoder record, long appendedAtMillis, RackAddition added) {
        RackTrack known = tracks[rack];
        boolean crosses;
        if (known == null) {
            added.clear();
            tracks[rack] = new RackTrack(registry.rack(rack).rackId(), record, appendedAtMillis);
            crosses = crosses(rack, record, 0, 0, 0, 0, 0);
        } else if (known.isBefore(record)) {
            long watts = known.drawWatts();
            int die = known.dieDeciCelsiusMax();
            int memory = known.memoryDeciCelsiusMax();
            int alarms = known.alarms();
            int leaks = known.leaks();
            known.take(record, appendedAtMillis, added, names);
            crosses = crosses(rack, record, watts, die, memory, alarms, leaks);
        } else {
            if (appendedAtMillis - record.sampledAtMillis <= FRESH_SAMPLE_MILLIS) {
                known.noteOlder(record, appendedAtMillis);
            }
            return isReplayed(record, appendedAtMillis, known) ? Taken.REPLAYED : Taken.OLDER;
        }
        newestAppendMillis = Math.max(newestAppendMillis, appendedAtMillis);
        noteFirstToken(record, appendedAtMillis);
        return crosses ? Taken.CROSSING : Taken.NEWEST;
    }

    /** What was just sampled was only overtaken by something urgent. */
    private static boolean isReplayed(
            RackTelemetryDecoder record, long appendedAtMillis, RackTrack known) {
        return appendedAtMillis > known.appendedAtMillis()
                && appendedAtMillis - record.sampledAtMillis > OVERTAKEN_MILLIS;
    }

    private boolean crosses(
            int rack,
            RackTelemetryDecoder now,
            long wattsBefore,
            int dieBefore,
            int memoryBefore,
            int alarmsBefore,
            int leaksBefore) {
        CrossingLimits limits = watch.limitsFor(registry);
        boolean crosses = plant.add(rack, now.rackWatts - wattsBefore, limits.domainWatts());
        if (limits.dieDeciCelsius().length > 0) {
            int die = limits.dieDeciCelsius()[rack];
            int memory = limits.memoryDeciCelsius()[rack];
            crosses |=
                    (dieBefore < die && now.dieDeciCelsiusMax.max() >= die)
                            || (memoryBefore < memory && now.memoryDeciCelsius.max() >= memory);
        }
        return crosses || (now.alarms & ~alarmsBefore) != 0 || now.leaks() > leaksBefore;
    }

    private void noteFirstToken(RackTelemetryDecoder record, long appendedAtMillis) {
        for (int index = 0; firstTokenAppendMillis == 0 && index < record.replicaCount(); index++) {
            if (record.replica(index).outputTokens > 0) {
                firstTokenAppendMillis = appendedAtMillis;
            }
        }
    }

    /** What the newest draws add up to below each part of the plant. */
    PlantSums plant() {
        return plant;
    }

    /** The newest reading of every rack. Called with the lock held. */
    RackColumns columns() {
        RackColumns columns = RackColumns.blank(registry.rackIds());
        for (int rack = 0; rack < tracks.length; rack++) {
            RackTrack track = tracks[rack];
            if (track != null) {
                track.writeTo(columns, rack);
            }
        }
        return columns;
    }

    /** What the newest draws add up to below each power domain. Called with the lock held. */
    long[] domainWatts() {
        return plant.domainWatts();
    }

    /** What is known of one rack; empty if it has not been heard. */
    public Optional<LiveRack> rack(String rackId) {
        return ofRack(rackId, RackTrack::toLiveRack);
    }

    /** Whether one rack saw water in its newest reading; empty if it has not been heard. */
    public Optional<LeakState> leak(String rackId) {
        return ofRack(rackId, RackTrack::leak);
    }

    /**
     * Accelerators of a rack that draw nothing while others draw power; none of a rack that was not
     * heard.
     */
    public AcceleratorSet deadAccelerators(String rackId) {
        return ofRack(rackId, RackTrack::deadAccelerators).orElseGet(AcceleratorSet::ofMask);
    }

    /** When the broker appended a rack's newest reading; empty if it has not been heard. */
    public OptionalLong heardAtMillis(String rackId) {
        return ofRack(rackId, RackTrack::appendedAtMillis)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    <T> Optional<T> ofRack(String rackId, Function<RackTrack, T> answer) {
        synchronized (lock) {
            OptionalInt index = registry.indexOf(rackId);
            RackTrack track = index.isPresent() ? tracks[index.getAsInt()] : null;
            return Optional.ofNullable(track).map(answer);
        }
    }

    /** All racks heard so far, by id. */
    public List<LiveRack> racks() {
        RackRegistry known;
        synchronized (lock) {
            known = registry;
        }
        return known.rackIds().stream()
                .map(this::rack)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(LiveRack::rackId))
                .toList();
    }

    /** What a rack draws by its newest reading; 0 if it has not been heard. */
    public long drawWatts(String rackId) {
        return ofRack(rackId, RackTrack::drawWatts).orElse(0L);
    }

    /** What all racks draw by their newest readings. */
    public long drawWatts() {
        synchronized (lock) {
            return heard().mapToLong(RackTrack::drawWatts).sum();
        }
    }

    /** Output tokens per second of the whole fleet, each rack's between its newest readings. */
    public double outputTokensPerSecond() {
        synchronized (lock) {
            return heard().mapToDouble(
                            rack ->
                                    ReadingDelta.perSecond(
                                            rack.replicas().rateOutputTokens(),
                                            rack.replicas().rateMillis()))
                    .sum();
        }
    }

    private Stream<RackTrack> heard() {
        return Arrays.stream(tracks).filter(Objects::nonNull);
    }

    /**
     * The newest append time of any reading, epoch milliseconds of the broker; 0 before the first.
     */
    public long newestAppendMillis() {
        synchronized (lock) {
            return newestAppendMillis;
        }
    }

    /** When the first reading with a served token was appended; 0 before. */
    public long firstTokenAppendMillis() {
        synchronized (lock) {
            return firstTokenAppendMillis;
        }
    }

    /**
     * What each service does now and did in the last minute, by name, as of {@link
     * #newestAppendMillis}.
     */
    public SortedMap<String, ServiceActivity> services() {
        List<RackTrack> racks;
        long asOfMillis;
        synchronized (lock) {
            asOfMillis = newestAppendMillis;
            racks = heard().toList();
        }
        ServiceActivities activities = new ServiceActivities(names);
        for (RackTrack rack : racks) {
            // Rack by rack: all of them together would hold up telemetry for too long.
            synchronized (lock) {
                if (asOfMillis - rack.appendedAtMillis() <= SILENT_MILLIS) {
                    activities.add(rack);
                }
            }
        }
        ServiceSums lastMinute;
        synchronized (lock) {
            lastMinute = rollups.servicesSince(Window.startOf(asOfMillis - 1_000 * Minute.SECONDS));
        }
        SortedMap<String, ServiceActivity> services = new TreeMap<>();
        activities
                .toList(asOfMillis, lastMinute)
                .forEach(activity -> services.put(activity.service(), activity));
        return services;
    }
}
