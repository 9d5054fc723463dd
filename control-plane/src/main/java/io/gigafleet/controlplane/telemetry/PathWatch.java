package io.gigafleet.controlplane.telemetry;

import java.util.OptionalLong;

/**
 * Follows the path clock, and knows since when the path has been proven alive without a gap.
 * Silence counts only within that stretch, so our own blindness is never read as a rack's death.
 */
final class PathWatch {

    private final LivenessLimits limits;
    private OptionalLong clockMillis = OptionalLong.empty();
    private OptionalLong provenSinceMillis = OptionalLong.empty();
    private long clockAdvancedAtMillis;
    private long lookedAtMillis = Long.MIN_VALUE;
    private String reason = "not evaluated yet";

    PathWatch(LivenessLimits limits) {
        this.limits = limits;
    }

    /** Forgets the proven stretch: it starts again at the next proof. */
    void restart() {
        provenSinceMillis = OptionalLong.empty();
        lookedAtMillis = Long.MIN_VALUE;
    }

    /** Takes in what is known at {@code nowMillis} of the plane's clock. */
    void look(long nowMillis, PathSigns signs) {
        boolean paused =
                lookedAtMillis != Long.MIN_VALUE
                        && nowMillis - lookedAtMillis > limits.pathGapMillis();
        lookedAtMillis = nowMillis;
        boolean jumped = advanceClock(nowMillis, signs.pathClockMillis());
        reason = doubt(nowMillis, signs);
        if (!reason.isEmpty()) {
            provenSinceMillis = OptionalLong.empty();
        } else if (paused || jumped || provenSinceMillis.isEmpty()) {
            provenSinceMillis = clockMillis;
        }
    }

    /** Moves the path clock on; true if canaries left a gap. */
    private boolean advanceClock(long nowMillis, OptionalLong heardMillis) {
        if (heardMillis.isEmpty()) {
            return false;
        }
        long heard = heardMillis.getAsLong();
        if (clockMillis.isPresent() && heard <= clockMillis.getAsLong()) {
            return false;
        }
        boolean jumped =
                clockMillis.isPresent() && heard - clockMillis.getAsLong() > limits.pathGapMillis();
        clockMillis = heardMillis;
        clockAdvancedAtMillis = nowMillis;
        return jumped;
    }

    private String doubt(long nowMillis, PathSigns signs) {
        if (clockMillis.isEmpty()) {
            return "no canary of an agent host has come through every partition yet";
        }
        if (nowMillis - clockAdvancedAtMillis > limits.pathGapMillis()) {
            return "no canary of an agent host came for more than "
                    + limits.pathGapMillis()
                    + " ms";
        }
        if (nowMillis - signs.polledAtMillis() > limits.pathGapMillis()) {
            return "nothing was read from the broker for more than "
                    + limits.pathGapMillis()
                    + " ms";
        }
        if (clockMillis.getAsLong() - limits.pathGapMillis() > signs.readThroughMillis()) {
            return "records more than " + limits.pathGapMillis() + " ms old are still unread";
        }
        return "";
    }

    boolean isProven() {
        return provenSinceMillis.isPresent();
    }

    /** The path clock at the start of the present proven stretch. */
    OptionalLong provenSinceMillis() {
        return provenSinceMillis;
    }

    /**
     * The broker's time: the path clock while it is proven; later carried on by the plane's clock,
     * whose distance to the broker's then doesn't matter.
     */
    long brokerNowMillis(long nowMillis) {
        if (clockMillis.isEmpty()) {
            return nowMillis;
        }
        return isProven()
                ? clockMillis.getAsLong()
                : clockMillis.getAsLong() + nowMillis - clockAdvancedAtMillis;
    }

    /** Why the path is or isn't proven. */
    String reason() {
        return isProven() ? "canaries of agent hosts come through every partition" : reason;
    }
}
