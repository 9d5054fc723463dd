package io.gigafleet.controlplane.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

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
    void add(int rack, RackTelemetryDecoder record, RackAddition added, long appendedAtMillis) {
        long start = Window.startOf(appendedAtMillis);
        if (start < drainedBeforeEpochSeconds) {
            lateReadings++;
            return;
        }
        windowOf(start).add(rack, record, added);
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
        List<RackRollup> racks = new ArrayList<>();
        List<ServiceRollup> services = new ArrayList<>();
        for (Window window : done) {
            racks.addAll(window.rackRows());
            services.addAll(window.services().rows(names, window.startEpochSeconds()));
        }
        return new RollupRows(racks, services);
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
        List<RackRollup> racks = new ArrayList<>();
        List<ServiceRollup> services = new ArrayList<>();
        for (Minute minute : whole) {
            List<Window> ofMinute =
                    done.stream()
                            .filter(window -> window.registry() == minute.registry())
                            .filter(window -> isIn(window, minute))
                            .toList();
            racks.addAll(minute.rackRows(ofMinute));
            ServiceSums sums = new ServiceSums();
            ofMinute.forEach(window -> sums.addAll(window.services()));
            services.addAll(sums.rows(names, minute.startEpochSeconds()));
        }
        return new RollupRows(racks, services);
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
