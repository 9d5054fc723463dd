package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Forecasts when a rollout is done.
 *
 * <p>Each wave still to come takes as long as its slowest row or loop: its racks there, in turns of
 * as many as may be in progress, each turn as long as a rack takes; but not less than the ramp
 * needs to add its racks' power; and then the soak. How long a rack takes is what the finished ones
 * took (10th, 50th and 90th percentile), or before there are {@link #FEW}, the sum of its stages'
 * usual times, less and more a quarter. Example: 16 racks on two loops of 8, 4 at once, a rack 12
 * h, soak 2 h: 2 turns, 26 h.
 */
public final class Forecasts {

    /** Fewer finished racks than this say little. */
    static final int FEW = 3;

    private static final double EARLY = 0.75;
    private static final double LATE = 1.25;

    /** Gathering evidence takes this long on the wall clock over all stages of a rack. */
    private static final long EVIDENCE_MILLIS = 30_000;

    private Forecasts() {}

    /**
     * The forecast.
     *
     * @param racks progress by name of the rack; empty if none has been made
     * @param now epoch milliseconds
     */
    public static Forecast of(
            Rollout.Spec spec,
            Collection<Member> members,
            Function<String, Optional<RackProgress>> racks,
            Topology topology,
            Pace pace,
            long now) {
        List<Long> taken =
                members.stream()
                        .filter(member -> member.inServiceAtMillis().isPresent())
                        .filter(member -> member.begunAtMillis().isPresent())
                        .map(
                                member ->
                                        member.inServiceAtMillis().getAsLong()
                                                - member.begunAtMillis().getAsLong())
                        .sorted()
                        .toList();
        Remaining remaining = new Remaining(spec, members, racks, topology, pace);
        long usual = pace.wallMillis(usualTime(spec, beginning(spec))) + EVIDENCE_MILLIS;
        if (taken.size() < FEW) {
            return new Forecast(
                    now + remaining.millis((long) (usual * EARLY), usual),
                    now + remaining.millis(usual, usual),
                    now + remaining.millis((long) (usual * LATE), usual));
        }
        return new Forecast(
                now + remaining.millis(percentile(taken, 0.1), usual),
                now + remaining.millis(percentile(taken, 0.5), usual),
                now + remaining.millis(percentile(taken, 0.9), usual));
    }

    private static long percentile(List<Long> sorted, double share) {
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    /** Where racks stand before the rollout. */
    private static RackStage beginning(Rollout.Spec spec) {
        return switch (spec.kind()) {
            case COMMISSION -> RackStage.PLANNED;
            case FIRMWARE -> RackStage.IN_SERVICE;
        };
    }

    /** What the stages of a rack on its way usually take from where it stands to service. */
    private static Duration usualTime(Rollout.Spec spec, RackStage from) {
        Duration sum = Duration.ZERO;
        Optional<RackStage> next = StageRules.after(from, spec.kind());
        while (next.isPresent()) {
            sum = sum.plus(StageRules.terms(next.get(), spec).usual());
            next =
                    next.get() == RackStage.IN_SERVICE
                            ? Optional.empty()
                            : StageRules.after(next.get(), spec.kind());
        }
        return sum;
    }

    private record Remaining(
            Rollout.Spec spec,
            Collection<Member> members,
            Function<String, Optional<RackProgress>> racks,
            Topology topology,
            Pace pace) {

        /** Time left if a rack takes so long from beginning to end. */
        long millis(long rackMillis, long usualMillis) {
            TreeMap<Integer, List<Member>> waves = new TreeMap<>();
            for (Member member : members) {
                if (!member.state().isSettled()) {
                    waves.computeIfAbsent(member.wave(), ignored -> new ArrayList<>()).add(member);
                }
            }
            long sum = 0;
            for (List<Member> wave : waves.values()) {
                sum += wave(wave, rackMillis, usualMillis) + pace.wallMillis(spec.soak());
            }
            return sum;
        }

        private long wave(List<Member> wave, long rackMillis, long usualMillis) {
            Map<String, Integer> byRow = new HashMap<>();
            Map<Integer, Integer> byLoop = new HashMap<>();
            long raiseWatts = 0;
            long underWay = 0;
            for (Member member : wave) {
                var index = topology.rackNamed(member.rack());
                if (index.isEmpty()) {
                    continue;
                }
                if (member.state() == Member.State.ACTIVE) {
                    underWay = Math.max(underWay, left(member, rackMillis, usualMillis));
                    continue;
                }
                RackSpot spot = topology.rack(index.getAsInt());
                byRow.merge(spot.row(), 1, Integer::sum);
                byLoop.merge(spot.loop(), 1, Integer::sum);
                raiseWatts += spot.peakWatts();
            }
            int turns =
                    Math.max(
                            turns(byRow.values(), spec.limits().perRow()),
                            turns(byLoop.values(), spec.limits().perLoop()));
            long ramp =
                    (long)
                            (raiseWatts
                                    / (spec.rampMegawattsPerMinute() * 1e6)
                                    * pace.minuteMillis());
            return Math.max(underWay, Math.max(turns * rackMillis, ramp));
        }

        private static int turns(Collection<Integer> racks, int atOnce) {
            int most = racks.stream().mapToInt(Integer::intValue).max().orElse(0);
            return (most + atOnce - 1) / atOnce;
        }

        /** The part of a rack's time that its remaining stages usually are. */
        private long left(Member member, long rackMillis, long usualMillis) {
            RackStage stage =
                    racks.apply(member.rack()).map(RackProgress::stage).orElse(beginning(spec));
            double share =
                    usualMillis == 0
                            ? 1
                            : (double) pace.wallMillis(usualTime(spec, stage)) / usualMillis;
            return (long) (rackMillis * Math.min(1, share));
        }
    }
}
