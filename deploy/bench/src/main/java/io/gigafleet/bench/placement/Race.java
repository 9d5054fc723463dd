package io.gigafleet.bench.placement;

import com.sun.management.OperatingSystemMXBean;
import io.gigafleet.bench.Spread;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * One contender's runs over one instance.
 *
 * @param firstMillis its first run in this JVM
 * @param warmMillis the runs after it; of one run only: that one
 * @param cpuSeconds of this process in the run in the middle
 * @param placed the last plan
 * @param checked that plan, checked against the instance alone
 * @param explained replicas without a place that have a reason
 */
record Race(
        Instance instance,
        double firstMillis,
        Spread warmMillis,
        double cpuSeconds,
        PlacedReplicas placed,
        InstanceCheck.Checked checked,
        int preemptions,
        int explained) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Runs a contender once, and then so many times more. */
    static Race run(Contender contender, Instance instance, int repeat) {
        Contender.Start start = contender.prepare(instance);
        List<Double> millis = new ArrayList<>();
        List<Double> cpuSeconds = new ArrayList<>();
        Contender.Finish finish = timed(start, millis, cpuSeconds);
        for (int again = 0; again < repeat; again++) {
            finish = timed(start, millis, cpuSeconds);
        }
        int warm = Math.min(1, repeat);
        PlacedReplicas placed = finish.placed().get();
        return new Race(
                instance,
                millis.getFirst(),
                Spread.of(millis.subList(warm, millis.size())),
                Spread.of(cpuSeconds.subList(warm, cpuSeconds.size())).median(),
                placed,
                InstanceCheck.check(instance, placed),
                finish.preemptions(),
                finish.explained());
    }

    private static Contender.Finish timed(
            Contender.Start start, List<Double> millis, List<Double> cpuSeconds) {
        long cpuBefore = cpuNanos();
        long before = System.nanoTime();
        Contender.Finish finish = start.run();
        double ownMillis = (System.nanoTime() - before) / NANOS_PER_MILLI;
        double ownCpuSeconds = (cpuNanos() - cpuBefore) / NANOS_PER_SECOND;
        millis.add(finish.ownClock().map(Contender.OwnClock::millis).orElse(ownMillis));
        cpuSeconds.add(finish.ownClock().map(Contender.OwnClock::cpuSeconds).orElse(ownCpuSeconds));
        return finish;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    int unplaced() {
        return instance.replicas().size() - checked.placed();
    }

    double placementsPerSecond() {
        return checked.placed() / (warmMillis.median() / 1_000);
    }
}
