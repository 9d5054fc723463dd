package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A site of racks that draw what they want or what they are allowed, in steps of 100 ms, and a
 * guard that looks at it after each: caps arrive a step later; readings come once a second, spread
 * over the racks, and at once when a draw moved by a tenth of the peak; meters read once a second.
 */
final class FluidSite {

    static final long STEP_MILLIS = 100;

    private static final long REPORT_MILLIS = 1_000;
    private static final long EPOCH_MILLIS = 1_000_000;

    Topology topology;
    final RackSights seen;
    final long[] demandWatts;
    final long[] drawWatts;
    final double[] dieCelsius;
    final double[] memoryCelsius;
    final double[] supplyCelsius;

    /** How much worse than designed each rack is cooled; 1: as designed. */
    final double[] thermalResistance;

    final BitSet stubborn = new BitSet();
    final BitSet silent = new BitSet();
    final BitSet off = new BitSet();
    final List<GuardAct> acts = new ArrayList<>();
    final Map<Integer, Integer> feedsPresent = new HashMap<>();
    final Map<Integer, LoopSight> loops = new HashMap<>();
    Modes modes = Modes.ALL_ACT;
    List<LoadTarget> loadTargets = List.of();
    boolean metered = true;
    long nowMillis = EPOCH_MILLIS;
    GuardMemory memory = GuardMemory.none();
    GuardOutcome outcome;

    private final Looking guard;
    private final DomainSight[] meters;
    private long[] capsOnTheirWay;
    private Suspension[] suspensionsOnTheirWay;
    private BitSet tripsOnTheirWay = new BitSet();

    /** What takes the looks: the guard, or one that was broken on purpose. */
    interface Looking {
        GuardOutcome look(GuardSight sight, GuardMemory memory);
    }

    /** All racks heard, idle, with nothing committed. */
    FluidSite(Topology topology, long seed) {
        this(topology, new Guard(seed)::look);
    }

    FluidSite(Topology topology, Looking guard) {
        this(topology, guard, false);
    }

    /** A site of which nobody has heard anything: all racks are silent, and no meter reports. */
    static FluidSite unheard(Topology topology, long seed) {
        return new FluidSite(topology, new Guard(seed)::look, true);
    }

    private FluidSite(Topology topology, Looking guard, boolean isUnheard) {
        this.topology = topology;
        this.guard = guard;
        metered = !isUnheard;
        silent.set(0, topology.rackCount(), isUnheard);
        int racks = topology.rackCount();
        seen = RackSights.blank(racks);
        demandWatts = new long[racks];
        drawWatts = new long[racks];
        dieCelsius = new double[racks];
        memoryCelsius = new double[racks];
        supplyCelsius = new double[racks];
        thermalResistance = new double[racks];
        Arrays.fill(supplyCelsius, 40);
        Arrays.fill(dieCelsius, 44);
        Arrays.fill(memoryCelsius, 45);
        Arrays.fill(thermalResistance, 1);
        long[] safe = PowerCaps.safe(topology);
        for (int rack = 0; rack < racks; rack++) {
            demandWatts[rack] = topology.rack(rack).idleWatts();
            seen.committedWatts()[rack] = topology.rack(rack).idleWatts();
            seen.ceilingWatts()[rack] = topology.rack(rack).peakWatts();
            seen.safeCapWatts()[rack] = safe[rack];
            seen.capInForceWatts()[rack] = topology.rack(rack).peakWatts();
        }
        meters = new DomainSight[topology.domains().size()];
        Arrays.fill(meters, DomainSight.UNMETERED);
        capsOnTheirWay = seen.ceilingWatts().clone();
        suspensionsOnTheirWay = new Suspension[racks];
        Arrays.fill(suspensionsOnTheirWay, Suspension.NONE);
        outcome = step();
    }

    /** The same site as after operators changed something of it that is of no concern here. */
    static Topology redeclared(Topology topology) {
        return new Topology(topology.domains(), topology.loops(), topology.racks());
    }

    /** Wants so much on a rack, and has it promised, a part of it to preemptible replicas. */
    FluidSite load(int rack, long watts, long preemptibleWatts) {
        demandWatts[rack] = watts;
        seen.committedWatts()[rack] = watts;
        seen.preemptibleWatts()[rack] = preemptibleWatts;
        return this;
    }

    FluidSite loadAll(long watts) {
        for (int rack = 0; rack < demandWatts.length; rack++) {
            load(rack, watts, 0);
        }
        return this;
    }

    /** Lets a while pass, looking after each step. */
    FluidSite run(long millis) {
        for (long end = nowMillis + millis; nowMillis < end; ) {
            outcome = step();
        }
        return this;
    }

    GuardOutcome step() {
        nowMillis += STEP_MILLIS;
        draw();
        report();
        GuardOutcome looked = guard.look(sight(), memory);
        memory = looked.memory();
        acts.addAll(looked.acts());
        capsOnTheirWay = looked.capWatts();
        suspensionsOnTheirWay = looked.suspensions();
        tripsOnTheirWay = looked.trips();
        return looked;
    }

    private void draw() {
        off.or(tripsOnTheirWay);
        for (int rack = 0; rack < drawWatts.length; rack++) {
            long idle = topology.rack(rack).idleWatts();
            long wanted = demandWatts[rack];
            if (!stubborn.get(rack)) {
                wanted = Math.min(wanted, Math.max(idle, capsOnTheirWay[rack]));
                wanted = Math.min(wanted, mostWhile(suspensionsOnTheirWay[rack], rack));
            }
            drawWatts[rack] = off.get(rack) ? 0 : wanted;
            warm(rack);
        }
    }

    private long mostWhile(Suspension suspension, int rack) {
        long idle = topology.rack(rack).idleWatts();
        return switch (suspension) {
            case NONE -> Long.MAX_VALUE;
            case PREEMPTIBLE -> Math.max(idle, demandWatts[rack] - seen.preemptibleWatts()[rack]);
            case ALL -> idle;
        };
    }

    /** As the simulated rack does it: 28 and 33 kelvins over the coolant at peak power. */
    private void warm(int rack) {
        double own = 10_200;
        double share = Math.max(0, drawWatts[rack] - own) / (topology.rack(rack).peakWatts() - own);
        double rise = share * thermalResistance[rack];
        dieCelsius[rack] +=
                (supplyCelsius[rack] + 28 * rise - dieCelsius[rack]) * (1 - Math.exp(-0.1 / 6));
        memoryCelsius[rack] +=
                (supplyCelsius[rack] + 33 * rise - memoryCelsius[rack]) * (1 - Math.exp(-0.1 / 12));
    }

    private void report() {
        for (int rack = 0; rack < drawWatts.length; rack++) {
            boolean isTurn = (nowMillis + rack * STEP_MILLIS) % REPORT_MILLIS == 0;
            boolean isMoved =
                    Math.abs(drawWatts[rack] - seen.drawWatts()[rack])
                            >= topology.rack(rack).peakWatts() / 10;
            if (!silent.get(rack) && (isTurn || isMoved || seen.heardAtMillis()[rack] == 0)) {
                seen.drawWatts()[rack] = drawWatts[rack];
                seen.heardAtMillis()[rack] = nowMillis;
                seen.unpowered()[rack] = off.get(rack);
                seen.capInForceWatts()[rack] = capsOnTheirWay[rack];
                seen.dieDeciCelsius()[rack] = (int) Math.round(dieCelsius[rack] * 10);
                seen.memoryDeciCelsius()[rack] = (int) Math.round(memoryCelsius[rack] * 10);
                seen.supplyMilliCelsius()[rack] = (int) Math.round(supplyCelsius[rack] * 1_000);
            }
        }
        for (int domain = 0; metered && domain < meters.length; domain++) {
            if ((nowMillis + domain * STEP_MILLIS) % REPORT_MILLIS == 0
                    || meters[domain].feedsPresent() != feedsPresent.getOrDefault(domain, 2)) {
                int present = feedsPresent.getOrDefault(domain, 2);
                meters[domain] =
                        new DomainSight(nowMillis, watts(domain), present == 0, 2, present);
            }
        }
    }

    private GuardSight sight() {
        List<LoopSight> loopSights =
                new ArrayList<>(Collections.nCopies(topology.loops().size(), LoopSight.UNHEARD));
        loops.forEach(loopSights::set);
        return new GuardSight(
                topology,
                seen,
                new PlantSights(List.of(meters), loopSights),
                loadTargets,
                modes,
                nowMillis);
    }

    /** What a domain draws in truth. */
    long watts(int domain) {
        return sum(domain, drawWatts);
    }

    /** What caps of a domain's racks add up to. */
    long sum(int domain, long[] watts) {
        long sum = 0;
        for (int rack = 0; rack < watts.length; rack++) {
            sum += topology.feeds(domain, rack) ? watts[rack] : 0;
        }
        return sum;
    }

    long budgetWatts(int domain) {
        boolean isOnFailover = feedsPresent.getOrDefault(domain, 2) == 1;
        return isOnFailover
                ? topology.domain(domain).failoverWatts()
                : topology.domain(domain).budgetWatts();
    }

    long actsOf(String action) {
        return acts.stream().filter(act -> act.action().equals(action)).count();
    }
}
