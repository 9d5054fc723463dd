package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.controlplane.safety.power.ZoneMemory.Climb;
import java.util.BitSet;

/**
 * Brings zones back into their bands, by as few rungs as it takes. Caps are tried at once, both of
 * them if one is not enough. A harsher rung needs a draw above the limit itself, and that the one
 * before had the time its overload leaves: a quarter of the deadline, three seconds at most.
 *
 * <p>A rack that ignores its cap goes up alone: suspended after a second, cut off after three more
 * while its zone is over the limit.
 */
final class Ladder {

    private static final long PATIENCE_MILLIS = 3_000;
    private static final long LOOP_PATIENCE_MILLIS = 30_000;
    private static final long SUSPEND_STUBBORN_MILLIS = 1_000;
    private static final long ISOLATE_STUBBORN_MILLIS = 4_000;

    private final PowerLook look;
    private final ActingRacks acting;
    private final FairCut cut;
    private final PowerLog log;

    Ladder(PowerLook look, ActingRacks acting, PowerLog log) {
        this.look = look;
        this.acting = acting;
        this.log = log;
        cut = new FairCut(look);
    }

    /** Relieves one zone; those before it in the site's order have been relieved. */
    void relieve(int index) {
        Zone zone = look.site.zones().get(index);
        long limit = look.limits.of(zone);
        Bands bands = zone.kind().bands();
        long watts = limit == Limits.NONE ? 0 : look.watts(index);
        if (limit == Limits.NONE || watts < bands.capWatts(limit)) {
            settle(index, limit == Limits.NONE || watts < bands.uncapWatts(limit));
            return;
        }
        Mode mode = mode(zone);
        log.over(zone, watts, limit, mode);
        if (mode == Mode.ACT) {
            act(index, zone, watts, limit);
        } else if (!look.zones[index].climb().isBegun()) {
            begin(index, false);
            if (mode == Mode.SUGGEST) {
                log.suggest(zone, watts, limit);
            }
        }
    }

    private Mode mode(Zone zone) {
        Automation automation = zone.kind().automation();
        return switch (zone.kind()) {
            case LOOP -> acting.ofLoop(automation, zone.index());
            case DOMAIN -> acting.ofDomain(automation, zone.index());
            case SITE -> acting.ofSite(automation);
        };
    }

    private void settle(int index, boolean isCalm) {
        ZoneMemory zone = look.zones[index];
        if (zone.climb().isBegun() && (isCalm || zone.holding())) {
            look.zones[index] = zone.with(Climb.NONE);
        }
    }

    private void begin(int index, boolean acting) {
        ZoneMemory zone = look.zones[index];
        look.zones[index] =
                zone.with(new Climb(Rung.CAP_ALL, look.nowMillis, acting))
                        .with(zone.calm().crossed());
    }

    private void act(int index, Zone zone, long watts, long limit) {
        boolean begins = !look.zones[index].climb().acting();
        boolean isAnew = begins && look.zones[index].calm().raised();
        if (begins) {
            begin(index, true);
        }
        BitSet movable = acting.of(zone.kind().automation());
        long needWatts = watts - zone.kind().bands().targetWatts(limit);
        long left = cut.takeFromUnheard(zone, needWatts, movable);
        left = cut.take(zone, Rung.CAP_PREEMPTIBLE, left, movable);
        left = cut.take(zone, Rung.CAP_ALL, left, movable);
        escalateStubborn(zone, watts > limit, movable);
        if (left > 0 && watts > limit) {
            left = climb(index, zone, left, patienceMillis(zone, watts, limit), movable);
        }
        log.suspended(zone, watts, limit);
        log.acted(index, zone, watts, limit, left, isAnew);
    }

    private long patienceMillis(Zone zone, long watts, long limit) {
        return switch (zone.kind()) {
            case LOOP -> LOOP_PATIENCE_MILLIS;
            case SITE -> look.limits.sitePatienceMillis();
            case DOMAIN ->
                    Math.min(PATIENCE_MILLIS, OverloadCurve.deadlineMillis(watts, limit) / 4);
        };
    }

    private long climb(int index, Zone zone, long needWatts, long patienceMillis, BitSet movable) {
        ZoneMemory memory = look.zones[index];
        Rung rung = memory.climb().rung();
        if (look.nowMillis - memory.climb().sinceMillis() >= patienceMillis) {
            rung = rung.next(zone.kind().lastRung());
            if (rung == Rung.SUSPEND_PREEMPTIBLE && !cut.canTake(zone, rung, movable)) {
                rung = Rung.SUSPEND_ALL; // nobody there to suspend
            }
            look.zones[index] = memory.with(new Climb(rung, look.nowMillis, true));
        }
        long left = needWatts;
        for (Rung step = Rung.SUSPEND_PREEMPTIBLE;
                left > 0 && rung.reaches(step);
                step = step.next(Rung.ISOLATE)) {
            left = cut.take(zone, step, left, movable);
            if (step == Rung.ISOLATE) {
                break;
            }
        }
        return left;
    }

    private void escalateStubborn(Zone zone, boolean isOverLimit, BitSet movable) {
        for (int rack : zone.racks()) {
            long overMillis = look.nowMillis - look.overSinceMillis[rack];
            if (look.overSinceMillis[rack] == 0 || !movable.get(rack)) {
                continue;
            }
            if (overMillis >= ISOLATE_STUBBORN_MILLIS
                    && isOverLimit
                    && zone.kind().lastRung() == Rung.ISOLATE
                    && !look.tripped.get(rack)) {
                look.trip(rack);
            } else if (overMillis >= SUSPEND_STUBBORN_MILLIS
                    && look.suspensions[rack] != Suspension.ALL) {
                look.suspensions[rack] = Suspension.ALL; // what it draws then, it has to show
                look.cutWatts[rack] = look.site.idleWatts(rack);
            }
        }
    }
}
