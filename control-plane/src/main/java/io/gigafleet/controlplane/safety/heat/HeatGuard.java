package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.Measures;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.WattsText;
import io.gigafleet.controlplane.safety.heat.RackHeat.Derate;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps dies and memories under their limits by where their temperatures are going: derate and bar,
 * move what runs there, cut off. Loops are {@link LoopGuard}'s.
 */
public final class HeatGuard {

    /** A rack that has to stay derated for so long has its replicas moved. */
    private static final long MOVE_AFTER_MILLIS = 120_000;

    /** A rack that cooled because its work moved away stays barred for so long. */
    private static final long BARRED_AFTER_MOVE_MILLIS = 600_000;

    /** Nearer to its shutdown limit than this a derated rack is cut off. */
    private static final long TRIP_MILLIS = 1_500;

    private static final long RAISE_MILLIS = 1_000;

    /** Derated to this part of its swing or less, a rack is of little use to what runs there. */
    private static final long USEFUL_SHARE = 4;

    /** A derate lower by this part of the rack's peak than the one last told of is told again. */
    private static final long MATERIAL_SHARE = 20;

    private final GuardSight sight;
    private final Topology topology;
    private final ActingRacks acting;
    private final HeatMemory before;
    private final RackHeat[] racks;
    private final boolean raises;
    private final BitSet trips = new BitSet();
    private final SortedMap<Integer, String> barred = new TreeMap<>();
    private final SortedMap<Integer, String> drains = new TreeMap<>();
    private final List<GuardAct> acts = new ArrayList<>();
    private final List<GuardAlarm> alarms = new ArrayList<>();
    private final long[] derateWatts;

    private HeatGuard(GuardSight sight, ActingRacks acting, HeatMemory before) {
        this.sight = sight;
        this.topology = sight.topology();
        this.acting = acting;
        this.before = before;
        racks = before.racks().clone();
        raises = sight.nowMillis() - before.raisedAtMillis() >= RAISE_MILLIS;
        derateWatts = new long[racks.length];
        Arrays.fill(derateWatts, Long.MAX_VALUE);
    }

    /**
     * What it decided.
     *
     * @param derateWatts what heat allows each rack
     * @param loopWatts heat each loop rejects now
     */
    @SuppressWarnings("ArrayRecordComponent") // columns; nobody compares them
    public record Outcome(
            long[] derateWatts, long[] loopWatts, Measures measures, HeatMemory memory) {}

    /** Takes one look. */
    public static Outcome look(GuardSight sight, ActingRacks acting, HeatMemory memory) {
        return new HeatGuard(sight, acting, memory).look();
    }

    private Outcome look() {
        for (int rack = 0; rack < racks.length; rack++) {
            RackWatch watch = new RackWatch(sight.racks(), rack, before.limits()[rack]);
            boolean isUnbothered = racks[rack].isUnbothered(sight.nowMillis());
            if (isUnbothered && !watch.isNear()) {
                racks[rack] = RackHeat.COOL;
            } else {
                racks[rack] = watch.read(racks[rack]);
                decide(rack, watch);
            }
        }
        LoopGuard loops = new LoopGuard(sight, acting, before);
        loops.look(racks);
        loops.drains().forEach(drains::putIfAbsent);
        loops.isolated().stream()
                .forEach(
                        rack -> {
                            racks[rack] = racks[rack].tripped(true);
                            trips.set(rack);
                            barred.put(rack, uncooled(rack));
                        });
        acts.addAll(loops.acts());
        alarms.addAll(loops.alarms());
        return new Outcome(
                derateWatts,
                loops.capacityWatts(),
                new Measures(trips, new BitSet(), barred, drains, new TreeMap<>(), acts, alarms),
                new HeatMemory(
                        racks,
                        loops.memory(),
                        before.limits(),
                        before.designMilliCelsius(),
                        raises ? sight.nowMillis() : before.raisedAtMillis()));
    }

    private void decide(int rack, RackWatch watch) {
        RackSpot spot = topology.rack(rack);
        RackHeat heat = racks[rack];
        if (sight.racks().unpowered()[rack]) {
            racks[rack] = heat.with(Derate.NONE).tripped(false);
            return;
        }
        boolean isHot = watch.overshootDeci(heat) >= RackWatch.DERATE_DECI;
        if (isHot) {
            alarm(rack, watch, heat);
        }
        boolean mayAct = acting.of(Automation.HEAT).get(rack);
        Derate derate = heat.derate();
        if (!mayAct) {
            suggest(rack, watch, heat, isHot);
        }
        if (mayAct && isHot && (!derate.isInForce() || watch.showsDerate(heat))) {
            long watts = Math.min(derate.watts(), watch.deratedWatts(heat, spot));
            if (watts < derate.watts()) {
                Derate lowered = derate.lowered(watts, sight.nowMillis());
                if (lowered.toldWatts() - watts > spot.peakWatts() / MATERIAL_SHARE) {
                    act(
                            "derate",
                            rack,
                            numbers(watch, heat) + "; it may draw " + WattsText.of(watts));
                    lowered = lowered.told();
                }
                racks[rack] = heat.with(lowered);
            }
        } else if (raises && derate.isInForce() && !acting.held().get(rack)) {
            raise(rack, watch, heat, spot);
        }
        apply(rack, watch, spot, mayAct);
    }

    /** Says once what it would do. */
    private void suggest(int rack, RackWatch watch, RackHeat heat, boolean isHot) {
        boolean says =
                isHot && !heat.suggested() && acting.ofRack(Automation.HEAT, rack) == Mode.SUGGEST;
        if (says) {
            long watts = watch.deratedWatts(heat, topology.rack(rack));
            acts.add(
                    new GuardAct(
                            Automation.HEAT,
                            "derate",
                            "rack/" + topology.rack(rack).name(),
                            numbers(watch, heat) + "; would allow " + WattsText.of(watts),
                            false));
            racks[rack] = heat.suggested(true);
        }
    }

    private void raise(int rack, RackWatch watch, RackHeat heat, RackSpot spot) {
        Derate raised = watch.raised(heat, spot);
        racks[rack] = heat.with(raised);
        if (!raised.isInForce()) {
            act("lift-derate", rack, numbers(watch, heat));
            if (heat.derate().moving()) {
                racks[rack] = racks[rack].barredUntil(sight.nowMillis() + BARRED_AFTER_MOVE_MILLIS);
            }
        }
    }

    private String uncooled(int rack) {
        String loop = topology.loop(topology.rack(rack).loop()).name();
        return "cut off: its loop " + loop + " can't cool it";
    }

    /**
     * What follows for a rack from how it stands now.
     *
     * @param mayAct whether more than what is in force may follow
     */
    private void apply(int rack, RackWatch watch, RackSpot spot, boolean mayAct) {
        RackHeat heat = racks[rack];
        Derate derate = heat.derate();
        derateWatts[rack] = derate.watts();
        trips.set(rack, heat.tripped());
        if (heat.tripped()) {
            barred.put(rack, uncooled(rack));
        }
        if (!derate.isInForce()) {
            if (heat.barredUntilMillis() > sight.nowMillis()) {
                barred.put(rack, "it ran hot until its replicas were moved; check its cooling");
            }
            return;
        }
        String why = "hot: " + numbers(watch, heat);
        barred.put(rack, why);
        alarms.add(
                new GuardAlarm(
                        "derated rack/" + topology.rack(rack).name(),
                        Severity.WARNING,
                        "rack/" + topology.rack(rack).name(),
                        "it may draw "
                                + WattsText.of(derate.watts())
                                + " of "
                                + WattsText.of(spot.peakWatts())
                                + ", since it ran hot: check its cooling"));
        long usefulWatts = spot.idleWatts() + (spot.peakWatts() - spot.idleWatts()) / USEFUL_SHARE;
        boolean isLong =
                sight.nowMillis() - derate.sinceMillis() >= MOVE_AFTER_MILLIS
                        && !watch.isCool(heat);
        boolean isUseless = derate.watts() < usefulWatts && watch.showsDerate(heat);
        if (mayAct && !derate.moving() && (isLong || isUseless)) {
            act("move", rack, why + (isLong ? "; it does not cool down" : "; little is left"));
            derate = derate.movingAway();
            racks[rack] = heat.with(derate);
        }
        if (derate.moving()) {
            drains.put(rack, why);
        }
        trip(rack, watch, mayAct);
    }

    private void trip(int rack, RackWatch watch, boolean mayAct) {
        RackHeat heat = racks[rack];
        boolean mustTrip =
                mayAct
                        && watch.showsDerate(heat)
                        && watch.timeToShutdownMillis(heat) <= TRIP_MILLIS;
        if (mustTrip && !heat.tripped()) {
            act("trip", rack, numbers(watch, heat));
            racks[rack] = heat.tripped(true);
        }
        trips.set(rack, racks[rack].tripped());
    }

    private void alarm(int rack, RackWatch watch, RackHeat heat) {
        long millis = watch.timeToShutdownMillis(heat);
        alarms.add(
                new GuardAlarm(
                        "hot rack/" + topology.rack(rack).name(),
                        millis == Approach.NEVER ? Severity.WARNING : Severity.CRITICAL,
                        "rack/" + topology.rack(rack).name(),
                        numbers(watch, heat) + ": check its flow and its loop's supply"));
    }

    private String numbers(RackWatch watch, RackHeat heat) {
        RackHeat.Estimate estimate = heat.estimate();
        long millis = watch.timeToShutdownMillis(heat);
        return "die "
                + degrees(estimate.dieDeci())
                + " settles at "
                + degrees(estimate.dieSteadyDeci())
                + ", memory "
                + degrees(estimate.memoryDeci())
                + " at "
                + degrees(estimate.memorySteadyDeci())
                + (millis == Approach.NEVER ? "" : ", shutdown in " + millis / 1_000 + " s");
    }

    private static String degrees(int deci) {
        return deci / 10 + "." + Math.abs(deci % 10) + " °C";
    }

    private void act(String action, int rack, String numbers) {
        acts.add(
                new GuardAct(
                        Automation.HEAT,
                        action,
                        "rack/" + topology.rack(rack).name(),
                        numbers,
                        true));
    }
}
