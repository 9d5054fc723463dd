package io.gigafleet.controlplane.telemetry;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a watcher at once when a limit is crossed, an alarm or leak comes up, or a feed is lost;
 * then keeps quiet until the watcher has looked. One thread notes; any may look.
 */
final class CrossingWatch {

    private record Watcher(CrossingLimits limits, Runnable onCrossing) {}

    private final AtomicBoolean quiet = new AtomicBoolean();
    private volatile Watcher watcher = new Watcher(CrossingLimits.NONE, () -> {});

    void watch(CrossingLimits limits, Runnable onCrossing) {
        watcher = new Watcher(limits, onCrossing);
    }

    /** The watcher looks now, and is to be told again. */
    void looked() {
        quiet.set(false);
    }

    /** The limits in force; those for another number of racks or domains watch nothing. */
    CrossingLimits limitsFor(RackRegistry registry) {
        CrossingLimits limits = watcher.limits();
        return limits.domainWatts().length == registry.domains().size()
                        && limits.dieDeciCelsius().length == registry.size()
                        && limits.memoryDeciCelsius().length == registry.size()
                ? limits
                : CrossingLimits.NONE;
    }

    /** Something was crossed. */
    void crossed() {
        if (quiet.compareAndSet(false, true)) {
            watcher.onCrossing().run();
        }
    }
}
