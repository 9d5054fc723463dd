package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.Suspension;
import java.util.BitSet;
import java.util.List;

/** Keeps every zone of the site within what is in force. */
public final class PowerGuard {

    private PowerGuard() {}

    /**
     * What it decided.
     *
     * @param capWatts the live cap of each rack; 0: without power
     * @param trips racks to be cut off
     * @param dark racks whose domain has no feed
     */
    public record Outcome(
            long[] capWatts,
            Suspension[] suspensions,
            BitSet trips,
            BitSet dark,
            List<GuardAct> acts,
            List<GuardAlarm> alarms,
            PowerMemory memory) {}

    /**
     * Takes one look.
     *
     * @param derateWatts what heat allows each rack; {@link Limits#NONE}: anything
     * @param seed spreads the moments at which racks are raised
     */
    public static Outcome look(
            GuardedSite site,
            GuardSight sight,
            Limits limits,
            long[] derateWatts,
            ActingRacks acting,
            PowerMemory memory,
            long seed) {
        PowerLook look = new PowerLook(site, sight, limits, memory);
        PowerLog log = new PowerLog(look, memory);
        Ceilings ceilings =
                memory.ceilings()
                        .of(
                                site,
                                sight.racks().committedWatts(),
                                sight.racks().ceilingWatts(),
                                limits.domainWatts());
        for (int domain = 0; domain < limits.domainWatts().length; domain++) {
            if (look.isBlind(domain)) {
                long heldWatts = look.holdUnheard(domain, acting.of(Automation.POWER));
                log.heldUnheard(domain, heldWatts);
            }
        }
        Ladder ladder = new Ladder(look, acting, log);
        for (int zone = 0; zone < look.zones.length; zone++) {
            ladder.relieve(zone);
        }
        Uncapping uncapping = new Uncapping(look, acting.held(), seed);
        uncapping.watch();
        long raisedAtMillis = uncapping.raise(memory.raisedAtMillis(), ceilings.watts());
        log.close();
        return outcome(look, log, ceilings, derateWatts, raisedAtMillis, memory);
    }

    private static Outcome outcome(
            PowerLook look,
            PowerLog log,
            Ceilings ceilings,
            long[] derateWatts,
            long raisedAtMillis,
            PowerMemory before) {
        long[] wanted = new long[look.cutWatts.length];
        long[] loweredAtMillis = before.loweredAtMillis().clone();
        for (int rack = 0; rack < wanted.length; rack++) {
            if (look.sight.racks().ceilingWatts()[rack] > 0) {
                long most = Math.min(ceilings.watts()[rack], derateWatts[rack]);
                if (look.unknown.get(rack)) {
                    most = Math.min(most, look.sight.racks().safeCapWatts()[rack]);
                }
                wanted[rack] = Math.max(1, Math.min(most, look.cutWatts[rack]));
            }
        }
        CapsInTransit inTransit =
                before.inTransit().at(look.nowMillis, look.sight.racks(), before.capWatts());
        long[] caps = inTransit.allowed(look.site.tree(), ceilings, wanted);
        for (int rack = 0; rack < caps.length; rack++) {
            boolean isNewTrip = look.tripped.get(rack) && !before.tripped().get(rack);
            boolean isLowered =
                    caps[rack] < before.capWatts()[rack] && !look.isYetToObey(rack, before);
            if (isNewTrip || isLowered) {
                loweredAtMillis[rack] = look.nowMillis;
            }
        }
        BitSet failover = new BitSet();
        BitSet unfed = new BitSet();
        for (int domain = 0; domain < look.limits.domainWatts().length; domain++) {
            failover.set(domain, look.sight.plant().domains().get(domain).isOnFailover());
            unfed.set(domain, look.isDark(domain));
        }
        return new Outcome(
                caps,
                look.suspensions,
                look.tripped,
                look.dark,
                log.acts(),
                log.alarms(),
                new PowerMemory(
                        caps,
                        inTransit.sent(caps),
                        look.cutWatts,
                        look.demandWatts,
                        loweredAtMillis,
                        look.overSinceMillis,
                        look.suspensions,
                        look.unknown,
                        look.tripped,
                        failover,
                        unfed,
                        look.zones,
                        raisedAtMillis,
                        before.beganAtMillis(),
                        ceilings));
    }
}
