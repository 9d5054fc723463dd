package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Suspension;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Takes watts from the racks of a zone.
 *
 * <p>Goals, in order:
 *
 * <ol>
 *   <li>a milder rung takes all it can before a harsher one takes anything;
 *   <li>no more is taken than the zone needs;
 *   <li>within a rung no rack keeps a larger part of what it was promised than another that is cut
 *       (max-min fairness), and no rack is cut below that level.
 * </ol>
 *
 * <p>Constraints: no rack is taken below what the rung leaves it ({@link Floors}); nothing is taken
 * from racks that are held, nor by caps from racks that ignore theirs. Racks that fell silent count
 * with their caps, which are lowered to their safe caps before anything else: that is where they
 * fall by themselves if they don't hear us either. Racks never heard have those already.
 *
 * <p>Algorithm: zones are relieved in the order of {@link GuardedSite}, domains from the leaves up,
 * so that what a row had to give up counts for its hall. Since domains are a tree, this greedy
 * order takes the least in sum, and the least from each rung: what a row must give, it must give
 * anyway, and what the hall needs beyond it may take anywhere. Caps are levels ({@link
 * WaterLevel}); suspensions and isolations take the racks that give most, so that the fewest are
 * touched.
 *
 * <p>Example: a row of three like racks draws 120, 90 and 60 of a budget of 270 kW; all were
 * promised 100 kW above an idle power of 20. The draw is to come down to 256.5 kW, so 13.5 kW have
 * to go. The level is 106.5 kW: the first rack is cut to it, the others are not touched. Were 60 kW
 * to go, the level would be 75 kW: cut to 75, 75, 60.
 */
final class FairCut {

    private static final long PERMILLE = 1_000;

    private final PowerLook look;
    private final Floors floors;
    private final long[] groundWatts;
    private final long[] lowWatts;
    private final long[] weights;

    FairCut(PowerLook look) {
        this.look = look;
        floors = new Floors(look);
        groundWatts = new long[look.site.rackCount()];
        lowWatts = new long[look.site.rackCount()];
        weights = new long[look.site.rackCount()];
    }

    /**
     * Takes what a zone needs by one rung.
     *
     * @param movable racks that may be touched
     * @return what of the need is left, in the zone's own watts
     */
    long take(Zone zone, Rung rung, long needWatts, BitSet movable) {
        if (needWatts <= 0) {
            return 0;
        }
        return switch (rung) {
            case CAP_PREEMPTIBLE, CAP_ALL -> level(zone, rung, needWatts, movable);
            case SUSPEND_PREEMPTIBLE, SUSPEND_ALL, ISOLATE ->
                    choose(zone, rung, needWatts, movable);
        };
    }

    /** Lowers the caps of racks nobody hears to their safe caps; see {@link #take}. */
    long takeFromUnheard(Zone zone, long needWatts, BitSet movable) {
        long before = zone.sum(look.expectedWatts);
        for (int rack : zone.racks()) {
            long safeWatts = look.sight.racks().safeCapWatts()[rack];
            if (look.unheard.get(rack)
                    && movable.get(rack)
                    && safeWatts < look.expectedWatts[rack]) {
                look.cut(rack, safeWatts);
            }
        }
        return Math.max(0, needWatts - (before - zone.sum(look.expectedWatts)));
    }

    private long level(Zone zone, Rung rung, long needWatts, BitSet movable) {
        for (int rack : zone.racks()) {
            lowWatts[rack] =
                    isCuttable(rack, movable) ? floors.watts(rack, rung) : look.expectedWatts[rack];
            groundWatts[rack] = Math.min(lowWatts[rack], floors.groundWatts(rack, rung));
            weights[rack] = floors.promisedWatts(rack, rung);
        }
        WaterLevel water =
                new WaterLevel(
                        zone.racks(),
                        groundWatts,
                        lowWatts,
                        look.expectedWatts,
                        weights,
                        zone.permille());
        long before = zone.sum(look.expectedWatts);
        long level = water.highest(before - needWatts);
        for (int rack : zone.racks()) {
            long kept = water.watts(rack, level);
            if (kept < look.expectedWatts[rack]) {
                look.cut(rack, kept);
            }
        }
        return Math.max(0, needWatts - (before - zone.sum(look.expectedWatts)));
    }

    private long choose(Zone zone, Rung rung, long needWatts, BitSet movable) {
        long left = needWatts;
        for (int rack : byGain(zone, rung, movable)) {
            if (left <= 0) {
                break;
            }
            left -= gain(rack, rung) * zone.permille()[rack] / PERMILLE;
            apply(rack, rung);
        }
        return Math.max(0, left);
    }

    /** Whether a rung finds anybody to take from. */
    boolean canTake(Zone zone, Rung rung, BitSet movable) {
        return byGain(zone, rung, movable).length > 0;
    }

    /** Who can give something, the most first, ties by index. */
    private int[] byGain(Zone zone, Rung rung, BitSet movable) {
        return Arrays.stream(zone.racks())
                .filter(rack -> isCuttable(rack, movable) && gain(rack, rung) > 0)
                .filter(rack -> rung != Rung.SUSPEND_PREEMPTIBLE || floors.hasPreemptible(rack))
                .boxed()
                .sorted(
                        (one, other) -> {
                            int byGain = Long.compare(gain(other, rung), gain(one, rung));
                            return byGain != 0 ? byGain : Integer.compare(one, other);
                        })
                .mapToInt(rack -> rack)
                .toArray();
    }

    private long gain(int rack, Rung rung) {
        return look.expectedWatts[rack] - floors.watts(rack, rung);
    }

    private void apply(int rack, Rung rung) {
        long left = floors.watts(rack, rung);
        switch (rung) {
            case CAP_PREEMPTIBLE, CAP_ALL -> look.cut(rack, left);
            case SUSPEND_PREEMPTIBLE -> look.suspend(rack, atLeast(rack), left);
            case SUSPEND_ALL -> look.suspend(rack, Suspension.ALL, left);
            case ISOLATE -> look.trip(rack);
        }
    }

    private Suspension atLeast(int rack) {
        return look.suspensions[rack] == Suspension.ALL ? Suspension.ALL : Suspension.PREEMPTIBLE;
    }

    private boolean isCuttable(int rack, BitSet movable) {
        return movable.get(rack) && look.overSinceMillis[rack] == 0 && !look.unheard.get(rack);
    }
}
