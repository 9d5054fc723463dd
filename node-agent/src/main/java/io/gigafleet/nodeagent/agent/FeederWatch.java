package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.MeterReading;

/**
 * Judges the readings of one domain's meter: whether the racks below must brake by themselves, not
 * waiting for the plane's caps, and whether they have power at all.
 *
 * <p>The brake goes on when a feed is lost and the draw is above {@link #FAILOVER_BRAKE} of what
 * the other carries, or when the draw is {@link #OVERLOAD_BRAKE} of what is carried: beyond that a
 * UPS holds for 1.5 s at most. It comes off after {@link #CALM_MILLIS} of readings below {@link
 * #CALM_SHARE}. Silence of the meter changes nothing: what it said last holds.
 */
final class FeederWatch {

    static final double FAILOVER_BRAKE = 1.1;
    static final double OVERLOAD_BRAKE = 1.3;
    static final double CALM_SHARE = 0.95;
    static final long CALM_MILLIS = 10_000;

    private static final long NOT_CALM = Long.MAX_VALUE;

    private RackSupply supply = RackSupply.FULL;
    private long calmSinceMillis = NOT_CALM;
    private long newestBootId;
    private long newestSequence;

    /** True if nothing newer was asked about before; a start of the plant counts from anew. */
    boolean isNews(long bootId, long sequence) {
        int newerBoot = Long.compareUnsigned(bootId, newestBootId);
        if (newerBoot < 0
                || (newerBoot == 0 && Long.compareUnsigned(sequence, newestSequence) <= 0)) {
            return false;
        }
        newestBootId = bootId;
        newestSequence = sequence;
        return true;
    }

    /** Takes a reading; the supply it leaves the racks below. */
    RackSupply take(MeterReading meter, long monotonicMillis) {
        supply = judge(meter, monotonicMillis);
        return supply;
    }

    RackSupply supply() {
        return supply;
    }

    private RackSupply judge(MeterReading meter, long monotonicMillis) {
        if (!meter.getFeedPresent()) {
            calmSinceMillis = NOT_CALM;
            return RackSupply.DARK;
        }
        double load = (double) meter.getWatts() / Math.max(1, meter.getBudgetWatts());
        boolean onFailover = meter.getFeedsPresent() < meter.getFeeds();
        if (meter.getBudgetWatts() > 0
                && (load >= OVERLOAD_BRAKE || (onFailover && load >= FAILOVER_BRAKE))) {
            calmSinceMillis = NOT_CALM;
            return RackSupply.BRAKED;
        }
        if (supply != RackSupply.BRAKED) {
            return RackSupply.FULL;
        }
        if (load >= CALM_SHARE) {
            calmSinceMillis = NOT_CALM;
        } else if (calmSinceMillis == NOT_CALM) {
            calmSinceMillis = monotonicMillis;
        }
        return calmSinceMillis != NOT_CALM && monotonicMillis - calmSinceMillis >= CALM_MILLIS
                ? RackSupply.FULL
                : RackSupply.BRAKED;
    }
}
