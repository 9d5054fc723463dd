package io.gigafleet.controlplane.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Roll-ups of ten seconds and of a minute, per rack and per service, by the time the broker
 * appended a reading. One thread adds, others drain and look; all take the ingest's lock.
 *
 * <p>The last {@link #MAX_WINDOWS} windows are held, drained or not: those are what is asked of the
 * last minute, and what a standby that takes over writes in its predecessor's place.
 */
public final class Rollups {

    /** Windows that are held: five minutes, and the one that is being filled. */
    public static final int MAX_WINDOWS = 31;

    private static final int MAX_MINUTES = MAX_WINDOWS / 6 + 2;

    private final Object lock;
    private final ServiceNames names;
    private final ArrayDeque<Window> windows = new ArrayDeque<>();
    private final ArrayDeque<Minute> minutes = new ArrayDeque<>();
    private RackRegistry registry = RackRegistry.EMPTY;
    private long drainedBeforeEpochSeconds = Long.MIN_VALUE;
    private long minutesDrainedBeforeEpochSeconds = Long.MIN_VALUE;
    private long lateReadings;
    private long droppedWindows;

    Rollups(Object lock, ServiceNames names) {
        this.lock = lock;
        this.names = names;
    }

    /** Goes on with other racks; what was read of the racks before is kept as it is. */
    void useRegistry(RackRegistry newRegistry) {
        registry = newRegistry;
    }

    /** Adds a rack's newest record. Called with the lock held. */
    void add(
            int rack,
            RackTelemetryDecoder record,
            RackAddition added,
            long appendedAtMillis,
            PlantSums plant) {
        long start = Window.startOf(appendedAtMillis);
        if (start < drainedBeforeEpochSeconds) {
            lateReadings++;
            return;
        }
        windowOf(start).add(rack, record, added, plant);
        minuteOf(Minute.startOf(start)).add(rack, added);
    }

    private Window windowOf(long start) {
        for (var newest = windows.descendingIterator(); newest.hasNext(); ) {
            Window window = newest.next();
            if (window.startEpochSeconds() == start && window.registry() == registry) {
                return window;
            }
        }
        Window window = new Window(start, registry);
        windows.add(window);
        while (windows.size() > MAX_WINDOWS) {
            long dropped = windows.removeFirst().startEpochSeconds();
            if (dropped >= drainedBeforeEpochSeconds) {
                drainedBeforeEpochSeconds = dropped + Window.SECONDS;
                droppedWindows++;
            }
        }
        return window;
    }

    private Minute minuteOf(long start) {
        for (var newest = minutes.descendingIterator(); newest.hasNext(); ) {
            Minute minute = newest.next();
            if (minute.startEpochSeconds() == start && minute.registry() == registry) {
                return minute;
            }
        }
        Minute minute = new Minute(start, registry);
        minutes.add(minute);
        while (minutes.size() > MAX_MINUTES) {
            minutes.removeFirst();
        }
        return minute;
    }

    /**
     * Takes out all windows of ten seconds that ended by the given second. A reading that comes
     * later for one of them is dropped and counted.
     */
    public RollupRows drainBefore(long epochSeconds) {
        List<Window> done;
        synchronized (lock) {
            done =
                    windows.stream()
                            .filter(
                                    window ->
                                            window.startEpochSeconds() >= drainedBeforeEpochSeconds
                                                    && window.startEpochSeconds() + Window.SECONDS
                                                            <= epochSeconds)
                            .toList();
            drainedBeforeEpochSeconds =
                    Math.max(
                            drainedBeforeEpochSeconds,
                            Math.floorDiv(epochSeconds, Window.SECONDS) * Window.SECONDS);
        }
        return merged(done.stream().map(window -> window.rows(names)).toList());
    }

    /** Takes out all minutes that ended by the given second, likewise. */
    public RollupRows drainMinutesBefore(long epochSeconds) {
        List<Window> done;
        List<Minute> whole;
        synchronized (lock) {
            whole =
                    minutes.stream()
                            .filter(
                                    minute ->
                                            minute.startEpochSeconds()
                                                            >= minutesDrainedBeforeEpochSeconds
                                                    && minute.startEpochSeconds() + Minute.SECONDS
                                                            <= epochSeconds)
                            .toList();
            done = List.copyOf(windows);
            long before = Math.floorDiv(epochSeconds, Minute.SECONDS) * Minute.SECONDS;
            minutesDrainedBeforeEpochSeconds = Math.max(minutesDrainedBeforeEpochSeconds, before);
            drainedBeforeEpochSeconds = Math.max(drainedBeforeEpochSeconds, before);
        }
        return merged(
                whole.stream().map(minute -> minute.rows(windowsOf(minute, done), names)).toList());
    }

    private static List<Window> windowsOf(Minute minute, List<Window> held) {
        return held.stream()
                .filter(window -> window.registry() == minute.registry())
                .filter(window -> isIn(window, minute))
                .toList();
    }

    private static RollupRows merged(List<RollupRows> rows) {
        return new RollupRows(
                rows.stream().flatMap(one -> one.racks().stream()).toList(),
                rows.stream().flatMap(one -> one.services().stream()).toList(),
                rows.stream().flatMap(one -> one.plant().stream()).toList());
    }

    /** The windows held of a rack since a second, also those not over, oldest first. */
    public List<RackRollup> heldOfRack(String rackId, long epochSeconds) {
        return held(epochSeconds, window -> window.rackRow(rackId));
    }

    /** The windows held of a service, likewise. */
    public List<ServiceRollup> heldOfService(String service, long epochSeconds) {
        return held(epochSeconds, window -> window.serviceRow(service, names));
    }

    /** The windows held of a part of the plant, likewise. */
    public List<PlantRollup> heldOfPart(String part, long epochSeconds) {
        return held(epochSeconds, window -> window.partRow(part));
    }

    /** The rows of all racks in the newest window that is over; none before there is one. */
    public List<RackRollup> newestOfRacks() {
        synchronized (lock) {
            return windows.size() < 2
                    ? List.of()
                    : windows.stream()
                            .sorted(Comparator.comparingLong(Window::startEpochSeconds).reversed())
                            .skip(1)
                            .findFirst()
                            .map(Window::rackRows)
                            .orElse(List.of());
        }
    }

    /** Takes the lock for one window at a time: a part of the plant may be thousands of racks. */
    private <T> List<T> held(long epochSeconds, Function<Window, Optional<T>> row) {
        List<Window> since;
        synchronized (lock) {
            since =
                    windows.stream()
                            .filter(window -> window.startEpochSeconds() >= epochSeconds)
                            .sorted(Comparator.comparingLong(Window::startEpochSeconds))
                            .toList();
        }
        List<T> rows = new ArrayList<>();
        for (Window window : since) {
            synchronized (lock) {
                row.apply(window).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private static boolean isIn(Window window, Minute minute) {
        return Minute.startOf(window.startEpochSeconds()) == minute.startEpochSeconds();
    }

    /** The sums of all services since a second. Called with the lock held. */
    ServiceSums servicesSince(long epochSeconds) {
        ServiceSums sums = new ServiceSums();
        for (Window window : windows) {
            if (window.startEpochSeconds() >= epochSeconds) {
                sums.addAll(window.services());
            }
        }
        return sums;
    }

    /** Readings that came for a window already drained. */
    public long lateReadings() {
        synchronized (lock) {
            return lateReadings;
        }
    }

    /** Windows that nobody drained in time. */
    public long droppedWindows() {
        synchronized (lock) {
            return droppedWindows;
        }
    }
}
