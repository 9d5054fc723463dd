package io.gigafleet.nodeagent.facility;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What each rack drew when it was last heard. Any thread may write and read.
 *
 * <p>The plant has no instruments of its own at a rack: it believes what the rack's agent says, and
 * goes on believing it for {@link #BELIEVED_MILLIS} after the last word.
 */
public final class RackDraws {

    /** After so long without a word a rack counts as drawing nothing. */
    static final long BELIEVED_MILLIS = 30_000;

    /** Racks beyond this are not metered: no site has so many. */
    static final int MOST_RACKS = 65_536;

    private final Map<String, Draw> draws = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    private static final class Draw {
        private volatile int domain;
        private volatile long watts;
        private volatile long heardAtMillis = Long.MIN_VALUE / 2;

        Draw(int domain) {
            this.domain = domain;
        }
    }

    /** Says where a rack hangs, as an index of the power tree. */
    public void hang(String rack, int domain) {
        Draw draw = draws.get(rack);
        if (draw != null) {
            draw.domain = domain;
        } else if (draws.size() < MOST_RACKS) {
            draws.put(rack, new Draw(domain));
        } else {
            refused.incrementAndGet();
        }
    }

    /** True if it is known where the rack hangs. */
    public boolean knows(String rack) {
        return draws.containsKey(rack);
    }

    /** Notes what a rack draws; of a rack that hangs nowhere it is only counted. */
    public void heard(String rack, long watts, long monotonicMillis) {
        Draw draw = draws.get(rack);
        if (draw == null) {
            refused.incrementAndGet();
            return;
        }
        draw.watts = watts;
        draw.heardAtMillis = monotonicMillis;
    }

    /** Adds up what hangs on each domain itself; the sums replace what the array holds. */
    void sum(long[] wattsByDomain, long monotonicMillis) {
        Arrays.fill(wattsByDomain, 0);
        for (Draw draw : draws.values()) {
            if (monotonicMillis - draw.heardAtMillis < BELIEVED_MILLIS) {
                wattsByDomain[draw.domain] += draw.watts;
            }
        }
    }

    /** Racks that are known. */
    public int racks() {
        return draws.size();
    }

    /** Records of racks that hang on no domain of the site. */
    public long refused() {
        return refused.get();
    }
}
