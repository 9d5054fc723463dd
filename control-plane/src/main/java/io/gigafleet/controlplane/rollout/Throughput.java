package io.gigafleet.controlplane.rollout;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Racks and peak power brought into service per day of rollout time.
 *
 * @param overall since the rollout began, soaks and pauses included
 * @param lastWave of the last wave that brought a rack into service, without its soak
 */
public record Throughput(Rate overall, Rate lastWave) {

    private static final double DAY_MILLIS = 86_400_000;
    private static final double WATTS_PER_MEGAWATT = 1e6;

    public static final Throughput NONE = new Throughput(Rate.NONE, Rate.NONE);

    /** Racks and their peak power per day. */
    public record Rate(double racksPerDay, double megawattsPerDay) {
        public static final Rate NONE = new Rate(0, 0);
    }

    /** What a rollout has brought so far. */
    public static Throughput of(RolloutHistory history, Pace pace, long now) {
        List<Member> inService =
                history.members().stream()
                        .filter(member -> member.inServiceAtMillis().isPresent())
                        .toList();
        if (inService.isEmpty()) {
            return NONE;
        }
        long sinceStart = history.endMillis(now) - history.state().startedAtMillis();
        int wave = inService.stream().mapToInt(Member::wave).max().getAsInt();
        return new Throughput(
                rate(inService, pace.planned(sinceStart).toMillis(), history.peakWatts()),
                rate(
                        inService.stream().filter(member -> member.wave() == wave).toList(),
                        pace.planned(waveMillis(history, wave, now)).toMillis(),
                        history.peakWatts()));
    }

    /** From a wave's first rack to its last in service, or to now while racks are on their way. */
    private static long waveMillis(RolloutHistory history, int wave, long now) {
        List<Member> members = history.membersOf(wave);
        boolean settled = members.stream().allMatch(member -> member.state().isSettled());
        long end =
                settled
                        ? members.stream()
                                .map(Member::inServiceAtMillis)
                                .filter(OptionalLong::isPresent)
                                .mapToLong(OptionalLong::getAsLong)
                                .max()
                                .orElse(now)
                        : history.endMillis(now);
        return end - history.waveBeganAtMillis(wave).orElse(end);
    }

    private static Rate rate(
            List<Member> inService, long durationMillis, Map<String, Long> peakWatts) {
        if (durationMillis <= 0) {
            return Rate.NONE;
        }
        double days = durationMillis / DAY_MILLIS;
        long watts =
                inService.stream()
                        .mapToLong(member -> peakWatts.getOrDefault(member.rack(), 0L))
                        .sum();
        return new Rate(inService.size() / days, watts / WATTS_PER_MEGAWATT / days);
    }
}
