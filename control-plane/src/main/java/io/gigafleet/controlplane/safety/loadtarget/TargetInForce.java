package io.gigafleet.controlplane.safety.loadtarget;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.WattsText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The load target in force as a budget of the site: from the draw at its beginning it falls in a
 * straight line to the target, which it reaches a fifth of the time, at most ten seconds, before
 * the deadline. So a long deadline is used, and no service loses more or sooner than it has to. Of
 * several targets the lowest is in force.
 *
 * @param budgetWatts of the site now; {@link Long#MAX_VALUE}: there is none
 * @param patienceMillis how long a rung of the ladder has that is harsher than caps: both of them
 *     fit into the time between the end of the fall and the deadline
 * @param text how far it is met; empty: none is in force
 */
public record TargetInForce(
        long budgetWatts,
        long patienceMillis,
        String text,
        List<GuardAct> acts,
        List<GuardAlarm> alarms,
        TargetMemory memory) {

    private static final long MARGIN_SHARE = 5;
    private static final long MOST_MARGIN_MILLIS = 10_000;

    /** Two, to suspend what is preemptible and what is not, and the time until that shows. */
    private static final long RUNGS_IN_MARGIN = 3;

    private static final long LEAST_PATIENCE_MILLIS = 300;
    private static final long METER_FRESH_MILLIS = 3_000;

    /** What is in force by what is seen. */
    public static TargetInForce of(GuardSight sight, TargetMemory before) {
        Optional<LoadTarget> found =
                sight.loadTargets().stream()
                        .filter(target -> target.fromMillis() <= sight.nowMillis())
                        .filter(target -> sight.nowMillis() < target.untilMillis())
                        .min(Comparator.comparingLong(LoadTarget::watts));
        List<GuardAct> acts = new ArrayList<>();
        if (found.isEmpty()) {
            if (!before.id().isEmpty()) {
                acts.add(act("load-target-over", before.id() + " is over; caps are lifted slowly"));
            }
            return new TargetInForce(
                    Long.MAX_VALUE, LEAST_PATIENCE_MILLIS, "", acts, List.of(), TargetMemory.NONE);
        }
        LoadTarget target = found.get();
        long drawWatts = siteWatts(sight);
        TargetMemory memory = before;
        if (!target.id().equals(before.id())) {
            memory =
                    new TargetMemory(
                            target.id(),
                            drawWatts,
                            sight.nowMillis(),
                            drawWatts,
                            sight.nowMillis());
            acts.add(
                    act(
                            "load-target",
                            target.id()
                                    + ": "
                                    + progress(target, drawWatts, memory, sight.nowMillis())));
        }
        String text = progress(target, drawWatts, memory, sight.nowMillis());
        boolean isMissed =
                drawWatts > target.watts() && sight.nowMillis() > target.deadlineMillis();
        List<GuardAlarm> alarms =
                isMissed
                        ? List.of(
                                new GuardAlarm(
                                        "load-target site",
                                        Severity.CRITICAL,
                                        "site",
                                        text + ": the deadline is over; stop services"))
                        : List.of();
        return new TargetInForce(
                budgetWatts(target, memory, sight.nowMillis()),
                Math.max(LEAST_PATIENCE_MILLIS, marginMillis(target, memory) / RUNGS_IN_MARGIN),
                text,
                acts,
                alarms,
                memory.sampled(drawWatts, sight.nowMillis()));
    }

    private static long budgetWatts(LoadTarget target, TargetMemory memory, long nowMillis) {
        long rampMillis =
                target.deadlineMillis() - memory.beganMillis() - marginMillis(target, memory);
        long passed = nowMillis - memory.beganMillis();
        if (passed >= rampMillis || memory.startWatts() <= target.watts()) {
            return target.watts();
        }
        double left = 1 - (double) passed / rampMillis;
        return target.watts() + Math.round((memory.startWatts() - target.watts()) * left);
    }

    private static long marginMillis(LoadTarget target, TargetMemory memory) {
        long span = target.deadlineMillis() - memory.beganMillis();
        return Math.min(MOST_MARGIN_MILLIS, span / MARGIN_SHARE);
    }

    private static String progress(
            LoadTarget target, long drawWatts, TargetMemory memory, long nowMillis) {
        String text = "drawing " + WattsText.of(drawWatts) + " of " + WattsText.of(target.watts());
        if (drawWatts <= target.watts()) {
            return text + ", met";
        }
        long fallen = memory.sampledWatts() - drawWatts;
        long elapsed = nowMillis - memory.sampledMillis();
        if (fallen <= 0 || elapsed <= 0) {
            long leftMillis = Math.max(0, target.deadlineMillis() - nowMillis);
            return text + ", to be met in " + leftMillis / 1_000 + " s";
        }
        double millis = (double) (drawWatts - target.watts()) * elapsed / fallen;
        return text + ", met in " + Math.round(millis / 1_000) + " s at this rate";
    }

    /** What the site's meters say, or its racks where that is more or no meter is heard. */
    private static long siteWatts(GuardSight sight) {
        long racks = 0;
        for (long watts : sight.racks().drawWatts()) {
            racks += watts;
        }
        long meters = 0;
        for (int domain = 0; domain < sight.topology().domains().size(); domain++) {
            DomainSight meter = sight.plant().domains().get(domain);
            boolean isFresh = sight.nowMillis() - meter.heardAtMillis() <= METER_FRESH_MILLIS;
            if (sight.topology().domain(domain).parent() == PowerDomain.ROOT && isFresh) {
                meters += meter.watts();
            }
        }
        return Math.max(racks, meters);
    }

    private static GuardAct act(String action, String numbers) {
        return new GuardAct(Automation.LOAD_TARGET, action, "site", numbers, true);
    }
}
