package io.gigafleet.controlplane.safety.loadtarget;

/**
 * How the load target in force began and goes on.
 *
 * @param id of the target; empty: none is in force
 * @param startWatts the site's draw when it began
 * @param beganMillis when that was
 * @param sampledWatts the draw some seconds ago
 * @param sampledMillis when that was
 */
public record TargetMemory(
        String id, long startWatts, long beganMillis, long sampledWatts, long sampledMillis) {

    /** No target is in force. */
    public static final TargetMemory NONE = new TargetMemory("", 0, 0, 0, 0);

    private static final long SAMPLE_MILLIS = 5_000;

    TargetMemory sampled(long watts, long nowMillis) {
        return nowMillis - sampledMillis < SAMPLE_MILLIS
                ? this
                : new TargetMemory(id, startWatts, beganMillis, watts, nowMillis);
    }
}
