package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.controlplane.safety.WattsText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the power guard did with one look, and what stands, in words. */
final class PowerLog {

    /** A cut that differs by this part of the limit from the one last told of is told again. */
    private static final long MATERIAL_SHARE = 20;

    private static final long BLIND_GRACE_MILLIS = 10_000;

    private final PowerLook look;
    private final PowerMemory before;
    private final SuspensionLog suspensions;
    private final List<GuardAct> acts = new ArrayList<>();
    private final List<GuardAlarm> alarms = new ArrayList<>();

    PowerLog(PowerLook look, PowerMemory before) {
        this.look = look;
        this.before = before;
        suspensions = new SuspensionLog(look, before);
    }

    List<GuardAct> acts() {
        return acts;
    }

    List<GuardAlarm> alarms() {
        return alarms;
    }

    void over(Zone zone, long watts, long limit, Mode mode) {
        boolean isOver = watts > limit;
        alarms.add(
                new GuardAlarm(
                        "over-band " + look.site.subject(zone),
                        isOver ? Severity.CRITICAL : Severity.WARNING,
                        look.site.subject(zone),
                        draws(zone, watts, limit)
                                + (isOver
                                        ? ": it is over its limit, " + remedy(mode)
                                        : ": it is near its limit")));
    }

    private static String remedy(Mode mode) {
        return switch (mode) {
            case ACT -> "racks are cut; if it stays so, lower the load or move it";
            case SUGGEST -> "nothing is cut until the suggestion is approved; or lower the load";
            case OBSERVE -> "nothing is cut, it is only observed; lower the load or move it";
        };
    }

    void suggest(Zone zone, long watts, long limit) {
        long needWatts = watts - zone.kind().bands().targetWatts(limit);
        acts.add(
                new GuardAct(
                        zone.kind().automation(),
                        "cap",
                        look.site.subject(zone),
                        draws(zone, watts, limit) + "; would cut " + WattsText.of(needWatts),
                        false));
    }

    /**
     * Tells of a cut when it begins, also again after racks were raised or nothing was left of it,
     * and when it has become another.
     *
     * @param isAnew whether the zone crossed its highest band after a raise
     */
    void acted(int index, Zone zone, long watts, long limit, long missingWatts, boolean isAnew) {
        long cutWatts = cutWatts(zone);
        int racks = racksCut(zone);
        ZoneMemory memory = look.zones[index];
        boolean isMaterial = Math.abs(cutWatts - memory.announcedWatts()) > limit / MATERIAL_SHARE;
        boolean isNews = !memory.holding() || isAnew || isMaterial || memory.announcedWatts() == 0;
        boolean saysNothing = cutWatts == 0 && (memory.holding() || missingWatts == 0);
        if (racks == 0 || saysNothing || !isNews) {
            return;
        }
        look.zones[index] = memory.holding(cutWatts);
        acts.add(
                new GuardAct(
                        zone.kind().automation(),
                        "cap",
                        look.site.subject(zone),
                        draws(zone, watts, limit)
                                + "; "
                                + areCut(racks)
                                + " by "
                                + WattsText.of(cutWatts)
                                + (missingWatts > 0
                                        ? ", " + WattsText.of(missingWatts) + " are still missing"
                                        : ""),
                        true));
    }

    /** Tells what ended, and what changed for single racks. */
    void close() {
        for (int index = 0; index < look.zones.length; index++) {
            if (look.zones[index].holding()) {
                hold(index, look.site.zones().get(index));
            }
        }
        heldBack();
        suspensions.resumed().ifPresent(acts::add);
        trips();
        domains();
        racksOver();
    }

    /** Tells of racks that were suspended for a zone. */
    void suspended(Zone zone, long watts, long limit) {
        suspensions.suspended(zone, draws(zone, watts, limit)).ifPresent(acts::add);
    }

    /** Tells of silent racks of a domain nobody sees that are held to their safe caps. */
    void heldUnheard(int domain, long heldWatts) {
        if (heldWatts > 0) {
            acts.add(
                    new GuardAct(
                            Automation.POWER,
                            "cap",
                            "domain/" + look.site.topology().domain(domain).name(),
                            "neither its meter nor most of its racks are heard; the silent ones"
                                    + " are held to their safe caps, "
                                    + WattsText.of(heldWatts)
                                    + " less",
                            true));
        }
    }

    private long cutWatts(Zone zone) {
        long watts = 0;
        for (int rack : zone.racks()) {
            watts += look.cutBy(rack);
        }
        return watts;
    }

    private int racksCut(Zone zone) {
        int racks = 0;
        for (int rack : zone.racks()) {
            racks += look.isCut(rack) ? 1 : 0;
        }
        return racks;
    }

    private void hold(int index, Zone zone) {
        int racks = racksCut(zone);
        String subject = look.site.subject(zone);
        if (racks == 0) {
            look.zones[index] = look.zones[index].released();
            acts.add(
                    new GuardAct(
                            zone.kind().automation(),
                            "uncap",
                            subject,
                            draws(zone, look.watts(index), Limits.NONE)
                                    + "; no rack is cut any more",
                            true));
        } else {
            long announcedWatts = look.zones[index].announcedWatts();
            look.zones[index] = look.zones[index].holding(Math.min(announcedWatts, cutWatts(zone)));
            alarms.add(
                    new GuardAlarm(
                            "capped " + subject,
                            Severity.NOTICE,
                            subject,
                            draws(zone, look.watts(index), look.limits.of(zone))
                                    + "; "
                                    + areCut(racks)));
        }
    }

    /** Racks below caps that no zone answers for: this guard found them when it began. */
    private void heldBack() {
        int racks = 0;
        for (int rack = 0; rack < look.cutWatts.length; rack++) {
            racks += look.isHeldBack(rack, before) && !isAnsweredFor(rack) ? 1 : 0;
        }
        if (racks > 0) {
            alarms.add(
                    new GuardAlarm(
                            "held-back site",
                            Severity.NOTICE,
                            "site",
                            (racks == 1 ? "1 rack draws" : racks + " racks draw")
                                    + " all that a cap allows which was there before this guard"
                                    + " began; it is lifted as far as domains and loops bear"));
        }
    }

    private boolean isAnsweredFor(int rack) {
        for (int zone : look.site.zonesOf(rack)) {
            if (look.zones[zone].holding()) {
                return true;
            }
        }
        return false;
    }

    private static String areCut(int racks) {
        return racks == 1 ? "1 rack is cut" : racks + " racks are cut";
    }

    private String draws(Zone zone, long watts, long limit) {
        return "it "
                + (zone.kind() == Zone.Kind.LOOP ? "takes " : "draws ")
                + WattsText.of(watts)
                + (limit == Limits.NONE ? "" : " of " + WattsText.of(limit))
                + Assumed.of(look, zone).text();
    }

    private void trips() {
        BitSet fresh = (BitSet) look.tripped.clone();
        fresh.andNot(before.tripped());
        fresh.stream()
                .forEach(
                        rack ->
                                acts.add(
                                        new GuardAct(
                                                Automation.POWER,
                                                "isolate",
                                                "rack/" + name(rack),
                                                "it drew "
                                                        + WattsText.of(
                                                                look.sight.racks()
                                                                        .drawWatts()[rack])
                                                        + " under a cap of "
                                                        + WattsText.of(before.capWatts()[rack]),
                                                true)));
    }

    private void domains() {
        for (int domain = 0; domain < look.limits.domainWatts().length; domain++) {
            String subject = "domain/" + look.site.topology().domain(domain).name();
            boolean isOnFailover = look.sight.plant().domains().get(domain).isOnFailover();
            if (isOnFailover) {
                alarms.add(
                        new GuardAlarm(
                                "failover " + subject,
                                Severity.CRITICAL,
                                subject,
                                "a feed is lost; "
                                        + WattsText.of(look.limits.domainWatts()[domain])
                                        + " are left: restore the feed"));
            }
            feeds(domain, subject, isOnFailover);
            if (look.isDark(domain)) {
                alarms.add(
                        new GuardAlarm(
                                "dark " + subject,
                                Severity.CRITICAL,
                                subject,
                                "no feed is present; its racks have no power: restore a feed, or"
                                        + " close its breaker after what overloaded it is gone"));
            } else if (look.isBlind(domain)
                    && look.nowMillis - before.beganAtMillis() > BLIND_GRACE_MILLIS) {
                alarms.add(
                        new GuardAlarm(
                                "blind " + subject,
                                Severity.CRITICAL,
                                subject,
                                "most of its racks and its meter were not heard for "
                                        + PowerLook.UNHEARD_MILLIS / 1_000
                                        + (look.isHeldToSafeCaps(domain)
                                                ? " s; they are held to their safe caps"
                                                : " s; they keep their caps, since power does not"
                                                        + " act there")));
            }
        }
    }

    /** Tells once what a change of a domain's feeds means. */
    private void feeds(int domain, String subject, boolean isOnFailover) {
        boolean isUnfed = look.isDark(domain);
        boolean wasOnFailover = before.failover().get(domain);
        boolean wasUnfed = before.unfed().get(domain);
        if (isOnFailover == wasOnFailover && isUnfed == wasUnfed) {
            return;
        }
        String action = isUnfed ? "dark" : isOnFailover ? "failover" : "feed-restored";
        acts.add(
                new GuardAct(
                        Automation.POWER,
                        action,
                        subject,
                        isUnfed
                                ? "no feed is present any more"
                                : "the budget in force is "
                                        + WattsText.of(look.limits.domainWatts()[domain]),
                        true));
    }

    private void racksOver() {
        for (int rack = 0; rack < look.overSinceMillis.length; rack++) {
            if (look.overSinceMillis[rack] != 0) {
                alarms.add(
                        new GuardAlarm(
                                "over-cap rack/" + name(rack),
                                Severity.WARNING,
                                "rack/" + name(rack),
                                "it draws "
                                        + WattsText.of(look.sight.racks().drawWatts()[rack])
                                        + " under a cap of "
                                        + WattsText.of(before.capWatts()[rack])
                                        + ": check its power limits"
                                        + (look.suspensions[rack] == Suspension.ALL
                                                ? "; it is suspended"
                                                : "")));
            }
        }
    }

    private String name(int rack) {
        return look.site.topology().rack(rack).name();
    }
}
