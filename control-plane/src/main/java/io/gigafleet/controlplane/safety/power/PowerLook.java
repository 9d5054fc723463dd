package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.safety.Suspension;
import java.util.BitSet;

/**
 * One look in the making: what every rack is expected to draw once it does what it was told, and
 * what it was cut to. The steps of the power guard change it one after the other.
 */
final class PowerLook {

    /** A rack that was not heard for so long counts with its cap, which it may draw. */
    static final long UNHEARD_MILLIS = 2_000;

    /**
     * A reading this much younger than a cap shows a rack that had it: its way to the agent, one
     * step of the agent, the way back, and a second between readings.
     */
    static final long ENFORCED_MILLIS = 1_000;

    private static final long METER_FRESH_MILLIS = 3_000;

    /** Below this share of its cap a rack isn't held back by it. */
    private static final int UNBOUND_PERMILLE = 970;

    private static final int TOLERANCE_PERMILLE = 1_020;
    private static final long TOLERANCE_WATTS = 500;
    private static final long PERMILLE = 1_000;

    final GuardedSite site;
    final GuardSight sight;
    final Limits limits;
    final long nowMillis;

    /** What each rack draws, or will when it has done what it was told. */
    final long[] expectedWatts;

    final long[] cutWatts;
    final long[] demandWatts;
    final long[] overSinceMillis;
    final Suspension[] suspensions;
    final BitSet tripped;
    final BitSet unheard = new BitSet();

    /** Of those, racks nobody heard since the guard began: no evidence of any draw. */
    final BitSet unknown;

    final BitSet dark = new BitSet();
    final ZoneMemory[] zones;

    private final long[] reportedWatts;

    PowerLook(GuardedSite site, GuardSight sight, Limits limits, PowerMemory memory) {
        this.site = site;
        this.sight = sight;
        this.limits = limits;
        nowMillis = sight.nowMillis();
        cutWatts = memory.cutWatts().clone();
        demandWatts = memory.demandWatts().clone();
        overSinceMillis = memory.overSinceMillis().clone();
        suspensions = memory.suspensions().clone();
        tripped = (BitSet) memory.tripped().clone();
        unknown = (BitSet) memory.unknown().clone();
        zones = memory.zones().clone();
        reportedWatts = new long[site.rackCount()];
        expectedWatts = new long[site.rackCount()];
        for (int domain = 0; domain < sight.plant().domains().size(); domain++) {
            if (isDark(domain)) {
                for (int rack : site.tree().racksBelow(domain)) {
                    if (!isSeenAlive(rack, domain)) {
                        dark.set(rack);
                    }
                }
            }
        }
        for (int rack = 0; rack < expectedWatts.length; rack++) {
            see(rack, memory);
        }
        for (int zone = 0; zone < zones.length; zone++) {
            zones[zone] = zones[zone].with(gap(site.zones().get(zone), zones[zone].gap()));
        }
    }

    /** Whether a rack was heard drawing power since a meter said that there is none. */
    private boolean isSeenAlive(int rack, int domain) {
        return sight.racks().drawWatts()[rack] > 0
                && sight.racks().heardAtMillis()[rack]
                        > sight.plant().domains().get(domain).heardAtMillis();
    }

    private void see(int rack, PowerMemory memory) {
        RackSights racks = sight.racks();
        if (racks.unpowered()[rack]) {
            tripped.clear(rack);
        }
        boolean isOff = isOff(rack);
        if (nowMillis - racks.heardAtMillis()[rack] > UNHEARD_MILLIS) {
            boolean isUnheard = !isOff && racks.ceilingWatts()[rack] > 0;
            unheard.set(rack, isUnheard);
            reportedWatts[rack] = isUnheard ? assumedWatts(rack, memory.capWatts()[rack]) : 0;
            expectedWatts[rack] = reportedWatts[rack];
            return;
        }
        if (unknown.get(rack)) {
            unknown.clear(rack);
            cutWatts[rack] = PowerMemory.cutFound(racks, rack);
        }
        long draw = racks.drawWatts()[rack];
        reportedWatts[rack] = draw;
        boolean isFresh =
                racks.heardAtMillis()[rack] >= memory.loweredAtMillis()[rack] + ENFORCED_MILLIS;
        expectedWatts[rack] = isOff && !isFresh ? 0 : draw;
        long cap = memory.capWatts()[rack];
        if (cutWatts[rack] == PowerMemory.UNCUT || !isBound(draw, cap)) {
            demandWatts[rack] = draw;
        } else {
            demandWatts[rack] = Math.max(demandWatts[rack], draw);
        }
        if (isOff || cap == 0 || draw <= allowed(rack, cap)) {
            overSinceMillis[rack] = 0;
        } else if (overSinceMillis[rack] == 0) {
            if (isFresh) {
                overSinceMillis[rack] = nowMillis;
            } else {
                expectedWatts[rack] = Math.min(draw, cap); // has not had the time to obey
            }
        }
    }

    /**
     * What a rack that isn't heard is taken to draw: its cap, which it may; what decisions hold for
     * it if it was never heard, and nothing of that where meters see it.
     */
    private long assumedWatts(int rack, long capWatts) {
        if (!unknown.get(rack)) {
            return capWatts;
        }
        return isMetered(rack) ? 0 : Math.min(capWatts, sight.racks().committedWatts()[rack]);
    }

    /** Whether every domain that feeds a rack has a meter that was heard lately. */
    private boolean isMetered(int rack) {
        for (int domain : site.topology().feedsOf(rack)) {
            if (!isMeterFresh(domain)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMeterFresh(int domain) {
        return nowMillis - sight.plant().domains().get(domain).heardAtMillis()
                <= METER_FRESH_MILLIS;
    }

    /** What was counted of a rack when this look began, without having been heard of it lately. */
    long assumedWatts(int rack) {
        return unheard.get(rack) ? reportedWatts[rack] : 0;
    }

    /** What a rack under a cap may draw: no cap takes it below idle. */
    private long allowed(int rack, long capWatts) {
        return Math.max(capWatts, site.idleWatts(rack)) * TOLERANCE_PERMILLE / PERMILLE
                + TOLERANCE_WATTS;
    }

    private MeterGap gap(Zone zone, MeterGap before) {
        return switch (zone.kind()) {
            case DOMAIN -> {
                DomainSight meter = sight.plant().domains().get(zone.index());
                yield gap(zone, before, meter.heardAtMillis(), meter.watts());
            }
            case LOOP -> {
                LoopSight unit = sight.plant().loops().get(zone.index());
                yield gap(zone, before, unit.heardAtMillis(), unit.heatWatts());
            }
            case SITE -> new MeterGap(rootGapWatts(), 0, rootGapWatts());
        };
    }

    /** The site's meters are those of the domains nothing feeds; their gaps are known by now. */
    private long rootGapWatts() {
        long watts = 0;
        for (int domain = 0; domain < site.topology().domains().size(); domain++) {
            if (site.topology().domain(domain).parent() == PowerDomain.ROOT) {
                watts += zones[site.zoneOfDomain(domain)].gap().watts();
            }
        }
        return watts;
    }

    private MeterGap gap(Zone zone, MeterGap before, long heardAtMillis, long meteredWatts) {
        return nowMillis - heardAtMillis > METER_FRESH_MILLIS
                ? before.seen(0, nowMillis)
                : before.seen(meteredWatts - zone.sum(reportedWatts), nowMillis);
    }

    /** Whether no feed of a domain is present. */
    boolean isDark(int domain) {
        DomainSight seen = sight.plant().domains().get(domain);
        return seen.heardAtMillis() > 0 && seen.dark();
    }

    /** Whether neither a domain's meter nor most racks once heard below it were heard lately. */
    boolean isBlind(int domain) {
        if (unheard.isEmpty() || isMeterFresh(domain)) {
            return false;
        }
        int powered = 0;
        int silent = 0;
        for (int rack : site.tree().racksBelow(domain)) {
            if (!unknown.get(rack)) {
                powered += sight.racks().ceilingWatts()[rack] > 0 && !isOff(rack) ? 1 : 0;
                silent += unheard.get(rack) ? 1 : 0;
            }
        }
        return 2 * silent > powered;
    }

    /**
     * Lowers the caps of a domain's racks that nobody hears to their safe caps, which add up.
     *
     * @param movable racks that may be touched
     * @return what they are taken to draw less
     */
    long holdUnheard(int domain, BitSet movable) {
        long watts = 0;
        for (int rack : site.tree().racksBelow(domain)) {
            long safeWatts = sight.racks().safeCapWatts()[rack];
            if (unheard.get(rack) && movable.get(rack) && safeWatts < expectedWatts[rack]) {
                watts += expectedWatts[rack] - safeWatts;
                cut(rack, safeWatts);
            }
        }
        return watts;
    }

    /** Whether no rack of a domain that nobody hears may draw more than its safe cap. */
    boolean isHeldToSafeCaps(int domain) {
        for (int rack : site.tree().racksBelow(domain)) {
            if (unheard.get(rack) && expectedWatts[rack] > sight.racks().safeCapWatts()[rack]) {
                return false;
            }
        }
        return true;
    }

    /** By how much a rack draws less than it would, or than it was taken to. */
    long cutBy(int rack) {
        return isCut(rack)
                ? Math.max(0, Math.max(demandWatts[rack], assumedWatts(rack)) - cutWatts[rack])
                : 0;
    }

    /** Whether a rack's newest reading was taken before it can have had its cap. */
    boolean isYetToObey(int rack, PowerMemory memory) {
        return sight.racks().drawWatts()[rack] > memory.capWatts()[rack]
                && sight.racks().heardAtMillis()[rack]
                        < memory.loweredAtMillis()[rack] + ENFORCED_MILLIS;
    }

    private boolean isOff(int rack) {
        return sight.racks().unpowered()[rack] || dark.get(rack) || tripped.get(rack);
    }

    /** What counts of the zone's draw, with what only its meter sees. */
    long watts(int zone) {
        return site.zones().get(zone).sum(expectedWatts) + zones[zone].gap().watts();
    }

    /** Cuts a rack to what it is then expected to draw. */
    void cut(int rack, long watts) {
        cutWatts[rack] = Math.min(cutWatts[rack], watts);
        expectedWatts[rack] = watts;
    }

    void suspend(int rack, Suspension suspension, long watts) {
        suspensions[rack] = suspension;
        cut(rack, watts);
    }

    void trip(int rack) {
        tripped.set(rack);
        expectedWatts[rack] = 0;
    }

    boolean isCut(int rack) {
        return cutWatts[rack] != PowerMemory.UNCUT;
    }

    /** Whether a rack that is cut would draw more if it could. */
    boolean isHeldBack(int rack, PowerMemory memory) {
        return isCut(rack)
                && !unheard.get(rack)
                && isBound(sight.racks().drawWatts()[rack], memory.capWatts()[rack]);
    }

    private static boolean isBound(long drawWatts, long capWatts) {
        return drawWatts * PERMILLE >= capWatts * UNBOUND_PERMILLE;
    }
}
