package io.gigafleet.controlplane.safety.leak;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.Measures;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.safety.leak.LeakMemory.Leak;
import io.gigafleet.controlplane.safety.leak.LeakMemory.Step;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers water where none should be (DESIGN 7). One tray: the rack is drained, and cut off when it
 * is empty or after a minute. Two trays, or water at the bottom of the rack: cut off at once.
 * Electricity goes first; valves close when the rack says that it has no power. Two racks of one
 * loop: nothing new goes to any rack of the loop, and what runs there moves. A broken sensor is no
 * leak.
 */
public final class LeakGuard {

    private static final long DRAIN_MILLIS = 60_000;

    private final GuardSight sight;
    private final RackSights racks;
    private final Topology topology;
    private final ActingRacks acting;
    private final LeakMemory before;
    private final SortedMap<String, Leak> leaks = new TreeMap<>();
    private final SortedSet<String> faulty = new TreeSet<>();
    private final SortedSet<String> loops = new TreeSet<>();
    private final SortedSet<String> left = new TreeSet<>();
    private final BitSet trips = new BitSet();
    private final BitSet liquid = new BitSet();
    private final SortedMap<Integer, String> barred = new TreeMap<>();
    private final SortedMap<Integer, String> drains = new TreeMap<>();
    private final SortedMap<Integer, String> bad = new TreeMap<>();
    private final List<GuardAct> acts = new ArrayList<>();
    private final List<GuardAlarm> alarms = new ArrayList<>();

    private LeakGuard(GuardSight sight, ActingRacks acting, LeakMemory before) {
        this.sight = sight;
        this.racks = sight.racks();
        this.topology = sight.topology();
        this.acting = acting;
        this.before = before;
    }

    /** What it decided. */
    public record Outcome(Measures measures, LeakMemory memory) {}

    /** Takes one look. */
    public static Outcome look(GuardSight sight, ActingRacks acting, LeakMemory memory) {
        return new LeakGuard(sight, acting, memory).look();
    }

    private Outcome look() {
        int[] leakingInLoop = new int[topology.loops().size()];
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            if (racks.leakingTrays()[rack] > 0 || racks.rackLeak()[rack]) {
                leakingInLoop[topology.rack(rack).loop()]++;
                leak(rack);
            } else if (racks.leakSensorFault()[rack]) {
                fault(rack);
            }
        }
        for (int loop = 0; loop < leakingInLoop.length; loop++) {
            if (leakingInLoop[loop] > 1) {
                loop(loop, leakingInLoop[loop]);
            }
        }
        ended();
        LeakMemory memory = new LeakMemory(leaks, faulty, loops, left);
        return new Outcome(
                new Measures(trips, liquid, barred, drains, bad, acts, alarms),
                memory.isDry() ? LeakMemory.DRY : memory);
    }

    private void leak(int rack) {
        String name = topology.rack(rack).name();
        Leak known = before.racks().getOrDefault(name, new Leak(Step.SEEN, sight.nowMillis()));
        boolean isNew = !before.racks().containsKey(name);
        String water = water(rack);
        Mode mode = acting.ofRack(Automation.LEAK, rack);
        alarms.add(
                new GuardAlarm(
                        "leak rack/" + name,
                        Severity.CRITICAL,
                        "rack/" + name,
                        water + ": " + advice(rack, mode)));
        Leak now = mode == Mode.ACT ? new Leak(step(rack, known), known.sinceMillis()) : known;
        leaks.put(name, now);
        apply(rack, known.step(), now, water);
        if (isNew && mode == Mode.SUGGEST) {
            act(isSevere(rack) ? "trip" : "drain", "rack/" + name, water, false);
        }
    }

    private Step step(int rack, Leak known) {
        if (racks.unpowered()[rack]) {
            return Step.CLOSED;
        }
        boolean isEmpty =
                racks.committedWatts()[rack] <= topology.rack(rack).idleWatts()
                        && known.step() != Step.SEEN;
        boolean isLate = sight.nowMillis() - known.sinceMillis() >= DRAIN_MILLIS;
        return isSevere(rack) || isEmpty || isLate ? Step.TRIPPED : Step.DRAINING;
    }

    private boolean isSevere(int rack) {
        return racks.rackLeak()[rack] || racks.leakingTrays()[rack] > 1;
    }

    private void apply(int rack, Step last, Leak now, String water) {
        String subject = "rack/" + topology.rack(rack).name();
        if (now.step() != Step.SEEN) {
            barred.put(rack, water);
        }
        boolean isNew = now.step() != last;
        switch (now.step()) {
            case SEEN -> {}
            case DRAINING -> {
                drains.put(rack, water + ": it is cut off in a minute");
                if (isNew) {
                    act("drain", subject, water, true);
                }
            }
            case TRIPPED -> {
                trips.set(rack);
                bad.put(rack, water);
                if (isNew) {
                    long seconds = (sight.nowMillis() - now.sinceMillis()) / 1_000;
                    act("trip", subject, water + ", seen " + seconds + " s ago", true);
                }
            }
            case CLOSED -> {
                liquid.set(rack);
                bad.put(rack, water);
                if (isNew) {
                    act("close-liquid", subject, water + "; it has no power any more", true);
                }
            }
        }
    }

    private String water(int rack) {
        int trays = racks.leakingTrays()[rack];
        if (racks.rackLeak()[rack]) {
            return "water at the bottom of the rack";
        }
        return trays == 1 ? "water in one tray" : "water in " + trays + " trays";
    }

    private String advice(int rack, Mode mode) {
        if (racks.unpowered()[rack]) {
            return "it has no power; find the leak before its trip is cleared";
        }
        return switch (mode) {
            case ACT -> "it is drained or cut off; send somebody";
            case SUGGEST -> "nothing is done until the suggestion is approved; send somebody";
            case OBSERVE -> "nothing is done, it is only observed; send somebody";
        };
    }

    private void fault(int rack) {
        String name = topology.rack(rack).name();
        faulty.add(name);
        alarms.add(
                new GuardAlarm(
                        "leak-sensor rack/" + name,
                        Severity.WARNING,
                        "rack/" + name,
                        "a sensor can't be trusted, and a leak would not be seen: replace it"));
    }

    private void loop(int loop, int leaking) {
        String name = topology.loop(loop).name();
        String why = leaking + " racks of loop " + name + " leak";
        loops.add(name);
        alarms.add(
                new GuardAlarm(
                        "leak loop/" + name,
                        Severity.CRITICAL,
                        "loop/" + name,
                        why + ": its racks are left; look for the common cause"));
        Mode mode = acting.ofLoop(Automation.LEAK, loop);
        boolean wasLeft = before.left().contains(name);
        if (mode == Mode.ACT && !wasLeft) {
            act("drain", "loop/" + name, why, true);
        } else if (mode == Mode.SUGGEST && !before.loops().contains(name)) {
            act("drain", "loop/" + name, why, false);
        }
        if (mode == Mode.ACT || wasLeft) {
            left.add(name);
            for (int rack = 0; rack < topology.rackCount(); rack++) {
                if (topology.rack(rack).loop() == loop) {
                    barred.putIfAbsent(rack, why);
                    drains.putIfAbsent(rack, why);
                }
            }
        }
    }

    private void ended() {
        for (String rack : before.racks().keySet()) {
            if (!leaks.containsKey(rack)) {
                act("leak-over", "rack/" + rack, "no sensor sees water any more", true);
            }
        }
    }

    private void act(String action, String subject, String numbers, boolean isDone) {
        acts.add(new GuardAct(Automation.LEAK, action, subject, numbers, isDone));
    }
}
