package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.WattsText;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts off racks of a loop that is dead: one that doesn't even reject what its racks take idle, so
 * that they warm whatever is taken from them, until they trip by themselves.
 *
 * <p>Only while the loop's supply is warm and warms, so that no reading alone cuts anybody off; a
 * rack when nothing is committed on it any more, or when its dies are about to slow down; and no
 * more of them than it takes for the rest to stay cool. Power comes back by an operator.
 */
final class DeadLoops {

    /**
     * A rack whose dies would slow down within this is cut off with what it has. They are idle by
     * then, and go on to their shutdown limit whatever is done; so nothing is gained by waiting.
     */
    static final long NEAR_MILLIS = 60_000;

    private static final long MICRO_PER_DECI = 100_000;
    private static final long MILLI = 1_000;

    private final GuardSight sight;
    private final Topology topology;
    private final ActingRacks acting;
    private final HeatMemory before;
    private final LoopHeat[] loops;
    private final long[] capacityWatts;
    private final BitSet isolated = new BitSet();
    private final List<GuardAct> acts = new ArrayList<>();
    private final List<GuardAlarm> alarms = new ArrayList<>();

    DeadLoops(
            GuardSight sight,
            ActingRacks acting,
            HeatMemory before,
            LoopHeat[] loops,
            long[] capacityWatts) {
        this.sight = sight;
        this.topology = sight.topology();
        this.acting = acting;
        this.before = before;
        this.loops = loops;
        this.capacityWatts = capacityWatts;
    }

    /** Looks at one loop that rejects less than it should. */
    void look(int loop, RackHeat[] racks) {
        int[] powered =
                IntStream.range(0, racks.length)
                        .filter(rack -> topology.rack(rack).loop() == loop)
                        .filter(rack -> isPowered(rack, racks[rack]))
                        .toArray();
        long idleHeatWatts = 0;
        for (int rack : powered) {
            idleHeatWatts += idleHeatWatts(rack);
        }
        if (idleHeatWatts <= capacityWatts[loop]
                || !loops[loop].supply().isWarming(before.designMilliCelsius()[loop])) {
            return;
        }
        String subject = "loop/" + topology.loop(loop).name();
        alarms.add(
                new GuardAlarm(
                        "dead " + subject,
                        Severity.CRITICAL,
                        subject,
                        state(loop)
                                + "; racks are cut off as they get empty: restore its CDU, then"
                                + " clear their trips"));
        isolate(loop, powered, idleHeatWatts);
    }

    private boolean isPowered(int rack, RackHeat heat) {
        return !sight.racks().unpowered()[rack]
                && sight.racks().ceilingWatts()[rack] > 0
                && !heat.tripped();
    }

    private long idleHeatWatts(int rack) {
        return topology.rack(rack).heatOf(topology.rack(rack).idleWatts());
    }

    private void isolate(int loop, int[] powered, long idleHeatWatts) {
        int[] due =
                IntStream.of(powered)
                        .filter(rack -> isEmpty(rack) || isNear(rack, loop))
                        .boxed()
                        .sorted(
                                Comparator.comparing((Integer rack) -> !isEmpty(rack))
                                        .thenComparing(
                                                rack -> -sight.racks().dieDeciCelsius()[rack])
                                        .thenComparing(rack -> rack))
                        .mapToInt(rack -> rack)
                        .toArray();
        long left = idleHeatWatts;
        BitSet proposed = (BitSet) loops[loop].loss().proposed().clone();
        for (int rack : due) {
            if (left <= capacityWatts[loop]) {
                break;
            }
            Mode mode = acting.ofRack(Automation.HEAT, rack);
            if (mode == Mode.ACT) {
                isolated.set(rack);
                acts.add(act(rack, loop, true));
                left -= idleHeatWatts(rack);
            } else if (mode == Mode.SUGGEST && !proposed.get(rack)) {
                proposed.set(rack);
                acts.add(act(rack, loop, false));
            }
        }
        loops[loop] = loops[loop].proposing(proposed);
    }

    private boolean isEmpty(int rack) {
        return sight.racks().committedWatts()[rack] <= topology.rack(rack).idleWatts();
    }

    private boolean isNear(int rack, int loop) {
        return timeToSlowdownMillis(rack, loop) <= NEAR_MILLIS;
    }

    /** By how its loop warms, which its idle dies follow. */
    private long timeToSlowdownMillis(int rack, int loop) {
        HeatLimits limits = before.limits()[rack];
        long leftDeci =
                Math.min(
                        limits.dieSlowdownDeci() - sight.racks().dieDeciCelsius()[rack],
                        limits.memorySlowdownDeci() - sight.racks().memoryDeciCelsius()[rack]);
        return Math.max(0, leftDeci)
                * MICRO_PER_DECI
                * MILLI
                / loops[loop].supply().riseMicroKelvinPerSecond();
    }

    private GuardAct act(int rack, int loop, boolean done) {
        String why =
                isEmpty(rack)
                        ? "nothing runs on it"
                        : "it slows down in " + timeToSlowdownMillis(rack, loop) / MILLI + " s";
        return new GuardAct(
                Automation.HEAT,
                "isolate",
                "rack/" + topology.rack(rack).name(),
                "loop " + topology.loop(loop).name() + ": " + state(loop) + "; " + why,
                done);
    }

    private String state(int loop) {
        return "it rejects %s, less than its racks take idle, and warms by %s"
                .formatted(WattsText.of(capacityWatts[loop]), loops[loop].supply().rise());
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
