package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.WattsText;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Says what each coolant loop rejects now, and which racks have to be left where more is committed
 * than that for a minute. Cutting racks to what their loop rejects is the power guard's ladder.
 */
final class LoopGuard {

    private static final long MOVE_AFTER_MILLIS = 60_000;

    /** A loop that has lost this part of its capacity is degraded. */
    private static final long DEGRADED_SHARE = 50;

    /** A CDU reports every second. */
    private static final long SILENT_MILLIS = 10_000;

    private static final int MOST_NAMED = 4;
    private static final long MICRO_PER_DECI = 100_000;
    private static final long SOON_SECONDS = 600;

    private final GuardSight sight;
    private final Topology topology;
    private final ActingRacks acting;
    private final LoopHeat[] loops;
    private final HeatMemory before;
    private final long[] capacityWatts;
    private final BitSet isolated = new BitSet();
    private final SortedMap<Integer, String> drains = new TreeMap<>();
    private final List<GuardAct> acts = new ArrayList<>();
    private final List<GuardAlarm> alarms = new ArrayList<>();

    LoopGuard(GuardSight sight, ActingRacks acting, HeatMemory before) {
        this.sight = sight;
        this.topology = sight.topology();
        this.acting = acting;
        loops = before.loops().clone();
        this.before = before;
        capacityWatts = new long[loops.length];
    }

    void look(RackHeat[] racks) {
        boolean isAnyDegraded = false;
        for (int loop = 0; loop < loops.length; loop++) {
            LoopSight seen = sight.plant().loops().get(loop);
            CoolantLoop declared = topology.loop(loop);
            SupplyTrend supply = loops[loop].supply();
            if (seen.heardAtMillis() > supply.readAtMillis()) {
                supply = supply.read(seen, declared, before.designMilliCelsius()[loop]);
                loops[loop] = loops[loop].with(supply);
            }
            capacityWatts[loop] = supply.capacityWatts(seen, declared);
            isAnyDegraded |= isDegraded(loop) || loops[loop].loss().isKnown();
        }
        if (isAnyDegraded) {
            degraded(committedHeat());
            deadLoops(racks);
        }
        for (int loop = 0; loop < loops.length; loop++) {
            SupplyTrend supply = loops[loop].supply();
            if (supply.riseMicroKelvinPerSecond() > 0 && supply.isInferred()) {
                warming(loop, racks);
            }
        }
        silent();
    }

    /** One alarm for all: what is silent together has a common cause. */
    private void silent() {
        List<String> names = new ArrayList<>();
        for (int loop = 0; loop < loops.length; loop++) {
            long heardAtMillis = sight.plant().loops().get(loop).heardAtMillis();
            if (heardAtMillis > 0 && sight.nowMillis() - heardAtMillis > SILENT_MILLIS) {
                names.add(topology.loop(loop).name());
            }
        }
        if (!names.isEmpty()) {
            String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
            alarms.add(
                    new GuardAlarm(
                            "silent-cdu site",
                            Severity.WARNING,
                            "site",
                            "not heard for "
                                    + SILENT_MILLIS / 1_000
                                    + " s: the CDU of "
                                    + (names.size() == 1 ? "loop " : names.size() + " loops, as ")
                                    + some
                                    + "; each counts with what it said last: see what reports it"));
        }
    }

    private void deadLoops(RackHeat[] racks) {
        DeadLoops dead = new DeadLoops(sight, acting, before, loops, capacityWatts);
        for (int loop = 0; loop < loops.length; loop++) {
            if (isDegraded(loop)) {
                dead.look(loop, racks);
            }
        }
        isolated.or(dead.isolated());
        acts.addAll(dead.acts());
        alarms.addAll(dead.alarms());
    }

    private boolean isDegraded(int loop) {
        long declared = topology.loop(loop).heatCapacityWatts();
        return declared - capacityWatts[loop] > declared / DEGRADED_SHARE;
    }

    private long[] committedHeat() {
        long[] heat = new long[loops.length];
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            heat[topology.rack(rack).loop()] += committedHeat(rack);
        }
        return heat;
    }

    private long committedHeat(int rack) {
        return topology.rack(rack).heatOf(sight.racks().committedWatts()[rack]);
    }

    private void degraded(long[] committedHeat) {
        for (int loop = 0; loop < loops.length; loop++) {
            String subject = "loop/" + topology.loop(loop).name();
            boolean wasDegraded = loops[loop].loss().isKnown();
            if (!isDegraded(loop)) {
                if (wasDegraded) {
                    acts.add(act("loop-restored", subject, numbers(loop, committedHeat[loop])));
                    loops[loop] = loops[loop].restored();
                }
                continue;
            }
            alarms.add(
                    new GuardAlarm(
                            "degraded " + subject,
                            Severity.CRITICAL,
                            subject,
                            numbers(loop, committedHeat[loop]) + ": check its CDU"));
            if (!wasDegraded) {
                acts.add(act("loop-degraded", subject, numbers(loop, committedHeat[loop])));
                loops[loop] = loops[loop].losing(sight.nowMillis());
            }
            if (acting.ofLoop(Automation.HEAT, loop) == Mode.ACT) {
                move(loop, committedHeat[loop]);
            }
            leave(loop);
        }
    }

    /** Racks are left, those with most committed first, until the rest fits. */
    private void move(int loop, long committedHeat) {
        recover(loop, committedHeat);
        BitSet leaving = (BitSet) loops[loop].loss().leaving().clone();
        long staying = committedHeat;
        for (int rack : leaving.stream().toArray()) {
            staying -= movableHeat(rack);
        }
        boolean isTime = sight.nowMillis() - loops[loop].loss().sinceMillis() >= MOVE_AFTER_MILLIS;
        if (isTime && staying > capacityWatts[loop]) {
            for (int rack : byCommitted(loop)) {
                if (staying > capacityWatts[loop] && !leaving.get(rack)) {
                    leaving.set(rack);
                    staying -= movableHeat(rack);
                    acts.add(
                            act(
                                    "move",
                                    "rack/" + topology.rack(rack).name(),
                                    "loop "
                                            + topology.loop(loop).name()
                                            + ": "
                                            + numbers(loop, committedHeat)));
                }
            }
            loops[loop] = loops[loop].leaving(leaving);
        }
    }

    /** What was asked to move stays so while nothing new may be asked. */
    private void leave(int loop) {
        loops[loop] = loops[loop].rejecting(capacityWatts[loop]);
        loops[loop].loss().leaving().stream()
                .forEach(
                        rack ->
                                drains.put(
                                        rack,
                                        "its loop "
                                                + topology.loop(loop).name()
                                                + " rejects "
                                                + WattsText.of(capacityWatts[loop])
                                                + " of "
                                                + WattsText.of(
                                                        topology.loop(loop).heatCapacityWatts())));
    }

    /** Racks that were left may be used again: what is placed there has to fit the loop anyway. */
    private void recover(int loop, long committedHeat) {
        if (loops[loop].loss().isRecovering(capacityWatts[loop], topology.loop(loop))) {
            String subject = "loop/" + topology.loop(loop).name();
            acts.add(act("loop-recovers", subject, numbers(loop, committedHeat)));
            loops[loop] = loops[loop].leaving(new BitSet());
        }
    }

    /** What is left of a rack's heat when nothing runs on it doesn't go with its replicas. */
    private long movableHeat(int rack) {
        return committedHeat(rack) - topology.rack(rack).heatOf(idle(rack));
    }

    private long idle(int rack) {
        return Math.min(topology.rack(rack).idleWatts(), sight.racks().committedWatts()[rack]);
    }

    private int[] byCommitted(int loop) {
        Integer[] racks =
                IntStream.range(0, topology.rackCount())
                        .filter(rack -> topology.rack(rack).loop() == loop)
                        .filter(rack -> movableHeat(rack) > 0)
                        .boxed()
                        .toArray(Integer[]::new);
        Arrays.sort(
                racks,
                (one, other) -> {
                    int byHeat = Long.compare(committedHeat(other), committedHeat(one));
                    return byHeat != 0 ? byHeat : Integer.compare(one, other);
                });
        return Arrays.stream(racks).mapToInt(rack -> rack).toArray();
    }

    /** Says when the first of a loop's racks gets too hot if its supply goes on warming. */
    private void warming(int loop, RackHeat[] racks) {
        long seconds = Long.MAX_VALUE;
        for (int rack = 0; rack < racks.length; rack++) {
            if (topology.rack(rack).loop() == loop) {
                long leftDeci =
                        before.limits()[rack].dieSlowdownDeci()
                                - sight.racks().dieDeciCelsius()[rack];
                seconds =
                        Math.min(
                                seconds,
                                Math.max(0, leftDeci)
                                        * MICRO_PER_DECI
                                        / loops[loop].supply().riseMicroKelvinPerSecond());
            }
        }
        if (seconds <= SOON_SECONDS) {
            String subject = "loop/" + topology.loop(loop).name();
            alarms.add(
                    new GuardAlarm(
                            "warming " + subject,
                            Severity.CRITICAL,
                            subject,
                            "its supply warms by "
                                    + loops[loop].supply().rise()
                                    + "; the first die slows down in "
                                    + seconds
                                    + " s: check its CDU"));
        }
    }

    private String numbers(int loop, long committedHeat) {
        return "it rejects "
                + WattsText.of(capacityWatts[loop])
                + " of "
                + WattsText.of(topology.loop(loop).heatCapacityWatts())
                + ", "
                + WattsText.of(committedHeat)
                + " are committed";
    }

    private static GuardAct act(String action, String subject, String numbers) {
        return new GuardAct(Automation.HEAT, action, subject, numbers, true);
    }

    long[] capacityWatts() {
        return capacityWatts;
    }

    LoopHeat[] memory() {
        return loops;
    }

    SortedMap<Integer, String> drains() {
        return drains;
    }

    /** Racks to be cut off. */
    BitSet isolated() {
        return isolated;
    }

    List<GuardAct> acts() {
        return acts;
    }

    List<GuardAlarm> alarms() {
        return alarms;
    }
}
