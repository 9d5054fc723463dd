package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.safety.RackSights;
import java.util.Arrays;

/**
 * The most each rack may have as its cap by what it was sent: a cap that was lowered may not have
 * arrived, and then the one before is in force until it lapses. So a cap is raised only as far as
 * all others still fit as high as they may be: what was lowered frees its watts when the rack
 * reports the lower cap, or when the higher one has lapsed.
 *
 * <p>By induction, whichever of their caps racks have, they add up to no more than the limits: what
 * is sent never makes the sum of the highest exceed them. Of an old leader's caps a new one knows
 * what racks report, and begins with those; a rack it has not heard may have any until that lapses.
 *
 * @param newestWatts the highest sent to each rack since {@code sinceMillis}
 * @param beforeWatts the highest of the {@link #LIFE_MILLIS} before that
 */
@SuppressWarnings("ArrayRecordComponent") // columns; nobody changes or compares them
record CapsInTransit(long[] newestWatts, long[] beforeWatts, long sinceMillis) {

    /** After this a cap that was not renewed has lapsed, its way to the rack included. */
    static final long LIFE_MILLIS = Guard.CAP_TTL_MILLIS_MAX + 1_000;

    static CapsInTransit none(int racks) {
        return blank(racks, 0);
    }

    /** Nothing is known of any rack, in the same span of time as this. */
    CapsInTransit blank(int racks) {
        return blank(racks, sinceMillis);
    }

    private static CapsInTransit blank(int racks, long sinceMillis) {
        return new CapsInTransit(new long[racks], new long[racks], sinceMillis);
    }

    /** Notes what a rack may have to begin with. */
    void begin(int rack, long watts) {
        newestWatts[rack] = watts;
        beforeWatts[rack] = watts;
    }

    /** Takes over what is known of a rack under another index. */
    void copy(CapsInTransit known, int from, int to) {
        newestWatts[to] = known.newestWatts[from];
        beforeWatts[to] = known.beforeWatts[from];
    }

    /** The same at a time, by what racks report and what has lapsed; itself if nothing changed. */
    CapsInTransit at(long nowMillis, RackSights racks, long[] sentWatts) {
        boolean isOver = nowMillis - sinceMillis >= LIFE_MILLIS;
        boolean isOwn = isOver;
        CapsInTransit next = isOver ? lapsed(nowMillis, sentWatts) : this;
        for (int rack = 0; rack < sentWatts.length; rack++) {
            long reported = racks.capInForceWatts()[rack];
            boolean isArrived = reported == sentWatts[rack];
            if (isArrived && next.highest(rack) != reported) {
                next = isOwn ? next : copy();
                isOwn = true;
                next.begin(rack, reported);
            } else if (!isArrived
                    && reported > next.newestWatts[rack]
                    && isHeard(racks, rack, nowMillis)) {
                next = isOwn ? next : copy();
                isOwn = true;
                next.newestWatts[rack] = reported; // sent by the leader before, or its safe cap
            }
        }
        return next;
    }

    private CapsInTransit lapsed(long nowMillis, long[] sentWatts) {
        return new CapsInTransit(sentWatts.clone(), newestWatts.clone(), nowMillis);
    }

    private CapsInTransit copy() {
        return new CapsInTransit(newestWatts.clone(), beforeWatts.clone(), sinceMillis);
    }

    private static boolean isHeard(RackSights racks, int rack, long nowMillis) {
        return nowMillis - racks.heardAtMillis()[rack] <= PowerLook.UNHEARD_MILLIS;
    }

    /** The highest cap a rack may have. */
    long highest(int rack) {
        return Math.max(newestWatts[rack], beforeWatts[rack]);
    }

    /** What may be sent of what is wanted. */
    long[] allowed(PowerTree tree, Ceilings ceilings, long[] wantedWatts) {
        if (!isAnyRaised(wantedWatts)) {
            return wantedWatts;
        }
        long[] floors = new long[wantedWatts.length];
        Arrays.setAll(floors, this::highest);
        long[] most = new CapFilling(tree, ceilings.limitWatts()).fill(floors, wantedWatts);
        long[] allowed = new long[most.length];
        Arrays.setAll(allowed, rack -> Math.min(wantedWatts[rack], most[rack]));
        return allowed;
    }

    /** The same with caps on their way; itself if none is higher than what racks may have. */
    CapsInTransit sent(long[] capWatts) {
        boolean isOwn = false;
        CapsInTransit next = this;
        for (int rack = 0; rack < capWatts.length; rack++) {
            if (capWatts[rack] > next.newestWatts[rack]) {
                next = isOwn ? next : copy();
                isOwn = true;
                next.newestWatts[rack] = capWatts[rack];
            }
        }
        return next;
    }

    private boolean isAnyRaised(long[] wantedWatts) {
        for (int rack = 0; rack < wantedWatts.length; rack++) {
            if (wantedWatts[rack] > highest(rack)) {
                return true;
            }
        }
        return false;
    }
}
