package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Suspension;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Gives back what was cut, slowly.
 *
 * <p>A rack is raised when each zone it lies in has been below its lowest band for a while: five
 * seconds, doubled for each time the zone crossed its highest band after a raise, up to five
 * minutes; and then spread over five seconds more by the seed, so that racks don't rise in step.
 * Raised are all racks of a zone together, by what {@link Bands} say and an eighth of what it is
 * below its lowest band a second: what it can gain before a raise is seen in its draw stays below
 * its highest band. So a steady load is raised to the lowest band and held there, and a bouncing
 * one is cut a few times and then no more.
 *
 * <p>A zone that cut nobody is raised to its middle band: its racks merely begin with less than
 * they may have, as after a start.
 */
final class Uncapping {

    static final long CALM_MILLIS = 5_000;
    static final int MOST_DOUBLINGS = 6;

    private static final long FORGET_MILLIS = 600_000;
    private static final long STAGGER_MILLIS = 5_000;
    private static final long STEP_MILLIS = 1_000;
    private static final long LONGEST_STEP_MILLIS = 4_000;
    private static final long GAP_SHARE = 8;

    private final PowerLook look;
    private final BitSet held;
    private final long seed;

    Uncapping(PowerLook look, BitSet held, long seed) {
        this.look = look;
        this.held = held;
        this.seed = seed;
    }

    /** Notes which zones are calm. */
    void watch() {
        for (int index = 0; index < look.zones.length; index++) {
            Zone zone = look.site.zones().get(index);
            long limit = look.limits.of(zone);
            ZoneMemory memory = look.zones[index];
            boolean isCalm =
                    limit == Limits.NONE || look.watts(index) < raisedToWatts(index, limit);
            if (!isCalm) {
                look.zones[index] = memory.with(memory.calm().since(0));
            } else if (memory.calm().sinceMillis() == 0) {
                look.zones[index] = memory.with(memory.calm().since(look.nowMillis));
            } else if (look.nowMillis - memory.calm().sinceMillis() > FORGET_MILLIS) {
                look.zones[index] = memory.with(memory.calm().forgiven());
            }
        }
    }

    /**
     * Raises what may be raised.
     *
     * @return when racks were last raised
     */
    long raise(long raisedAtMillis, long[] ceilingWatts) {
        if (look.nowMillis - raisedAtMillis < STEP_MILLIS) {
            return raisedAtMillis;
        }
        long[] quietMillis = new long[look.zones.length];
        for (int zone = 0; zone < quietMillis.length; zone++) {
            quietMillis[zone] = quietMillis(look.zones[zone].calm());
        }
        int[] rising = new int[look.site.rackCount()];
        int count = 0;
        int[] risingIn = new int[look.zones.length];
        for (int rack = 0; rack < look.cutWatts.length; rack++) {
            if (look.isCut(rack) && mayRise(rack, quietMillis)) {
                rising[count++] = rack;
                for (int zone : look.site.zonesOf(rack)) {
                    risingIn[zone]++;
                }
            }
        }
        if (count == 0) {
            return raisedAtMillis;
        }
        long elapsed = Math.min(LONGEST_STEP_MILLIS, look.nowMillis - raisedAtMillis);
        long[] stepWatts = stepWatts(risingIn, elapsed);
        for (int rack : Arrays.copyOf(rising, count)) {
            raise(rack, stepWatts, ceilingWatts[rack]);
        }
        return look.nowMillis;
    }

    /**
     * Where raising ends: at the lowest band of a zone that had to cut; at the middle one of a zone
     * whose racks merely begin with less than they may have.
     */
    private long raisedToWatts(int index, long limit) {
        Bands bands = look.site.zones().get(index).kind().bands();
        return look.zones[index].holding() ? bands.uncapWatts(limit) : bands.targetWatts(limit);
    }

    /** How long a zone has been quiet beyond what it has to be; negative: not long enough. */
    private long quietMillis(ZoneMemory.Calm calm) {
        if (calm.sinceMillis() == 0) {
            return -1;
        }
        long neededMillis = CALM_MILLIS << Math.min(calm.crossings(), MOST_DOUBLINGS);
        return look.nowMillis - calm.sinceMillis() - neededMillis;
    }

    private boolean mayRise(int rack, long[] quietMillis) {
        if (held.get(rack)
                || look.unheard.get(rack)
                || look.tripped.get(rack)
                || look.overSinceMillis[rack] != 0) {
            return false;
        }
        long staggerMillis = Math.floorMod(mix(seed + rack), STAGGER_MILLIS);
        for (int zone : look.site.zonesOf(rack)) {
            if (quietMillis[zone] < staggerMillis) {
                return false;
            }
        }
        return true;
    }

    /** What each rising rack of a zone may be raised by. */
    private long[] stepWatts(int[] risingIn, long elapsedMillis) {
        long[] steps = new long[risingIn.length];
        Arrays.fill(steps, Long.MAX_VALUE);
        for (int index = 0; index < steps.length; index++) {
            Zone zone = look.site.zones().get(index);
            long limit = look.limits.of(zone);
            if (risingIn[index] > 0 && limit != Limits.NONE) {
                long below = raisedToWatts(index, limit) - look.watts(index);
                long rise = zone.kind().bands().riseWatts(limit);
                long perSecond = rise + below / GAP_SHARE;
                long raise = Math.min(perSecond * elapsedMillis / 1_000, below / 2 + rise);
                steps[index] = Math.max(1, raise / risingIn[index]);
            }
        }
        return steps;
    }

    private void raise(int rack, long[] stepWatts, long ceilingWatts) {
        long step = Long.MAX_VALUE;
        for (int zone : look.site.zonesOf(rack)) {
            step = Math.min(step, stepWatts[zone]);
            look.zones[zone] = look.zones[zone].with(look.zones[zone].calm().afterRaise());
        }
        if (look.suspensions[rack] != Suspension.NONE) {
            look.suspensions[rack] = Suspension.NONE; // it works again under the cap it has
        } else if (step >= ceilingWatts - look.cutWatts[rack]) {
            look.cutWatts[rack] = PowerMemory.UNCUT;
        } else {
            look.cutWatts[rack] += step;
        }
    }

    /** A well-mixed number (SplitMix64, Steele et al., OOPSLA 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
