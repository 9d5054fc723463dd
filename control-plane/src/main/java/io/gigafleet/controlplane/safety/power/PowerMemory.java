package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.safety.Suspension;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the power guard carries from one look to the next: columns by rack and by zone, which nobody
 * changes.
 *
 * @param capWatts the live cap of each rack
 * @param inTransit the most each rack may have as its cap until a lower one has arrived
 * @param cutWatts what each rack was cut to; {@link #UNCUT}: it wasn't
 * @param demandWatts what each rack drew when nothing held it back, the newest known
 * @param loweredAtMillis when each rack's live cap was last lowered
 * @param overSinceMillis since when a rack draws more than its cap allows; 0: it doesn't
 * @param unknown racks nobody has heard yet, which keep to their safe caps
 * @param tripped racks that were ordered to cut themselves off and have not said so
 * @param failover domains on the feeds that are left
 * @param unfed domains that no feed was present for
 * @param zones by zone of the site
 * @param raisedAtMillis when racks were last raised
 * @param beganAtMillis the first look
 * @param ceilings the most caps may add up to, and what it was derived from
 */
public record PowerMemory(
        long[] capWatts,
        CapsInTransit inTransit,
        long[] cutWatts,
        long[] demandWatts,
        long[] loweredAtMillis,
        long[] overSinceMillis,
        Suspension[] suspensions,
        BitSet unknown,
        BitSet tripped,
        BitSet failover,
        BitSet unfed,
        ZoneMemory[] zones,
        long raisedAtMillis,
        long beganAtMillis,
        Ceilings ceilings) {

    /** A rack that may draw as much as its ceiling allows. */
    static final long UNCUT = Long.MAX_VALUE;

    /** A memory without caps. */
    public static PowerMemory blank(GuardedSite site, long beganAtMillis) {
        return blank(site, CapsInTransit.none(site.rackCount()), 0, beganAtMillis);
    }

    private static PowerMemory blank(
            GuardedSite site, CapsInTransit inTransit, long raisedAtMillis, long beganAtMillis) {
        int racks = site.rackCount();
        long[] cuts = new long[racks];
        Arrays.fill(cuts, UNCUT);
        Suspension[] suspensions = new Suspension[racks];
        Arrays.fill(suspensions, Suspension.NONE);
        ZoneMemory[] zones = new ZoneMemory[site.zones().size()];
        Arrays.fill(zones, ZoneMemory.NONE);
        return new PowerMemory(
                new long[racks],
                inTransit,
                cuts,
                new long[racks],
                new long[racks],
                new long[racks],
                suspensions,
                new BitSet(),
                new BitSet(),
                new BitSet(),
                new BitSet(),
                zones,
                raisedAtMillis,
                beganAtMillis,
                Ceilings.NONE);
    }

    /** The cap a rack reports; its safe cap, and no cut, where nothing was heard. */
    private void begin(RackSights racks, int rack) {
        unknown.set(rack, racks.heardAtMillis()[rack] == 0);
        cutWatts[rack] = unknown.get(rack) ? UNCUT : cutFound(racks, rack);
        capWatts[rack] = Math.min(racks.ceilingWatts()[rack], capFound(racks, rack));
        inTransit.begin(rack, mostFound(racks, rack));
    }

    /** The most it may have as its cap: of a rack nobody heard, whatever it was sent before. */
    private long mostFound(RackSights racks, int rack) {
        long ceiling = racks.ceilingWatts()[rack];
        if (ceiling == 0) {
            return 0;
        }
        long found = capFound(racks, rack);
        return unknown.get(rack) ? Math.max(ceiling, found) : found;
    }

    /** What a rack that is heard for the first time was cut to, by its cap. */
    static long cutFound(RackSights racks, int rack) {
        long cap = capFound(racks, rack);
        return cap < racks.ceilingWatts()[rack] ? cap : UNCUT;
    }

    private static long capFound(RackSights racks, int rack) {
        long reported = racks.capInForceWatts()[rack];
        boolean isHeard = racks.heardAtMillis()[rack] > 0 && reported > 0;
        return isHeard ? reported : racks.safeCapWatts()[rack];
    }

    /**
     * The same for another topology: racks and domains are known again by their names. Of others
     * caps are as they report them.
     */
    public PowerMemory carriedOver(GuardedSite from, GuardedSite to, GuardSight sight) {
        boolean isFirst = beganAtMillis == 0;
        PowerMemory next =
                blank(
                        to,
                        inTransit.blank(to.rackCount()),
                        raisedAtMillis,
                        isFirst ? sight.nowMillis() : beganAtMillis);
        for (int rack = 0; rack < to.rackCount(); rack++) {
            next.begin(sight.racks(), rack);
            int target = rack;
            from.topology()
                    .rackNamed(to.topology().rack(rack).name())
                    .ifPresent(known -> copyRack(known, next, target));
        }
        for (int zone = 0; zone < next.zones.length; zone++) {
            int known = from.zoneNamed(to.subject(to.zones().get(zone)));
            if (known != GuardedSite.NO_ZONE) {
                next.zones[zone] = zones[known];
                Zone same = from.zones().get(known);
                if (same.kind() == Zone.Kind.DOMAIN) {
                    int domain = to.zones().get(zone).index();
                    next.failover.set(domain, failover.get(same.index()));
                    next.unfed.set(domain, unfed.get(same.index()));
                }
            }
        }
        return next;
    }

    private void copyRack(int known, PowerMemory next, int rack) {
        next.capWatts[rack] = capWatts[known];
        next.inTransit.copy(inTransit, known, rack);
        next.cutWatts[rack] = cutWatts[known];
        next.demandWatts[rack] = demandWatts[known];
        next.loweredAtMillis[rack] = loweredAtMillis[known];
        next.overSinceMillis[rack] = overSinceMillis[known];
        next.suspensions[rack] = suspensions[known];
        next.unknown.set(rack, unknown.get(known));
        next.tripped.set(rack, tripped.get(known));
    }
}
