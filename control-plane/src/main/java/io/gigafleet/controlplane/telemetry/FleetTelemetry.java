package io.gigafleet.controlplane.telemetry;

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

    private final Object lock;
    private final ServiceNames names;
    private final Rollups rollups;
    private RackRegistry registry = RackRegistry.EMPTY;
    private @Nullable RackTrack[] tracks = new RackTrack[0];
    private long newestAppendMillis;
    private long firstTokenAppendMillis;

    FleetTelemetry(Object lock, ServiceNames names, Rollups rollups) {
        this.lock = lock;
        this.names = names;
        this.rollups = rollups;
    }

    /** Goes on with other racks; forgets those that are gone. Called with the lock held. */
    void useRegistry(RackRegistry newRegistry) {
        @Nullable RackTrack[] kept = new RackTrack[newRegistry.size()];
        for (RackTrack track : tracks) {
            if (track != null) {
                newRegistry
                        .indexOf(track.rackId())
                        .ifPresent(
                                index -> {
                                    kept[index] = track;
                                });
            }
        }
        registry = newRegistry;
        tracks = kept;
    }

    /**
     * Takes in a record if it is newer than what is known of its rack, and writes down what it
     * adds. Called with the lock held.
     *
     * @return whether it was newer
     */
    boolean take(int rack, RackTelemetryDecoder record, long appendedAtMillis, RackAddition added) {
        RackTrack known = tracks[rack];
        if (known == null) {
            added.clear();
            known = new RackTrack(registry.rack(rack).rackId(), record, appendedAtMillis);
            tracks[rack] = known;
        } else if (known.isBefore(record)) {
            known.take(record, appendedAtMillis, added);
        } else {
            known.noteOlder(record, appendedAtMillis);
            return false;
        }
        newestAppendMillis = Math.max(newestAppendMillis, appendedAtMillis);
        if (firstTokenAppendMillis == 0 && known.hasOutput()) {
            firstTokenAppendMillis = appendedAtMillis;
        }
        return true;
    }

    /** What is known of one rack; empty if it has not been heard. */
    public Optional<LiveRack> rack(String rackId) {
        return ofRack(rackId, RackTrack::toLiveRack);
    }

    /** Whether one rack saw water in its newest reading; empty if it has not been heard. */
    public Optional<LeakState> leak(String rackId) {
        return ofRack(rackId, RackTrack::leak);
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
                                            Arrays.stream(rack.replicas())
                                                    .mapToLong(ReplicaTrack::rateOutputTokens)
                                                    .sum(),
                                            rack.rateMillis()))
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
        SortedMap<String, ServiceActivity> services = new TreeMap<>();
        synchronized (lock) {
            ServiceActivities activities = new ServiceActivities(names);
            heard().filter(rack -> newestAppendMillis - rack.appendedAtMillis() <= SILENT_MILLIS)
                    .forEach(activities::add);
            ServiceSums lastMinute =
                    rollups.servicesSince(
                            Window.startOf(newestAppendMillis - 1_000 * Minute.SECONDS));
            activities
                    .toList(newestAppendMillis, lastMinute)
                    .forEach(activity -> services.put(activity.service(), activity));
        }
        return services;
    }
}
