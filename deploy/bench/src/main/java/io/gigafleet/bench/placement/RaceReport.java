package io.gigafleet.bench.placement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.Machine;
import java.util.Locale;
import java.util.Optional;

/** Says how races went: a table for people, one JSON object per race for programs. */
final class RaceReport {

    private static final double PERCENT = 100;

    private final ObjectMapper mapper = new ObjectMapper();
    private final boolean isTable;

    RaceReport(boolean isTable) {
        this.isTable = isTable;
    }

    /** What no plan can exceed. */
    record Bounds(long accelerators, long weighted) {}

    void head(Machine machine, long seed, int repeat) {
        if (isTable) {
            System.out.printf(
                    Locale.ROOT,
                    "placement from nothing, seed %d, median of %d warm runs%n"
                            + "%d cores, %s, JDK %s, load average %.1f when it began%n"
                            + "%-13s %-18s %8s %8s %9s %9s %7s %8s %8s %9s %10s %10s%n",
                    seed,
                    repeat,
                    machine.cores(),
                    machine.os(),
                    machine.java(),
                    machine.loadAverage(),
                    "scheduler",
                    "instance",
                    "replicas",
                    "placed",
                    "first ms",
                    "warm ms",
                    "CPU s",
                    "per s",
                    "preempt",
                    "explained",
                    "accel.",
                    "weighted");
        }
    }

    /** One race, as JSON; printed if this report prints a table. */
    ObjectNode race(Scheduler scheduler, Race race, Optional<Bounds> bounds) {
        InstanceCheck.Checked checked = race.checked();
        if (isTable) {
            System.out.printf(
                    Locale.ROOT,
                    "%-13s %-18s %8d %8d %9.1f %9.1f %7.2f %8.0f %8d %9d %10d %10d%n",
                    scheduler,
                    race.instance().name(),
                    race.instance().replicas().size(),
                    checked.placed(),
                    race.firstMillis(),
                    race.warmMillis().median(),
                    race.cpuSeconds(),
                    race.placementsPerSecond(),
                    race.preemptions(),
                    race.explained(),
                    checked.accelerators(),
                    checked.weighted());
            bounds.ifPresent(bound -> printGap(checked, bound));
            if (!checked.violations().isEmpty()) {
                System.out.println("  VIOLATIONS " + checked.violations());
            }
        }
        ObjectNode node = mapper.createObjectNode();
        node.put("scheduler", scheduler.toString())
                .put("instance", race.instance().name())
                .put("racks", race.instance().racks().size())
                .put("replicas", race.instance().replicas().size())
                .put("acceleratorsAsked", race.instance().acceleratorsAsked())
                .put("placed", checked.placed())
                .put("accelerators", checked.accelerators())
                .put("weighted", checked.weighted())
                .put("preemptions", race.preemptions())
                .put("unplaced", race.unplaced())
                .put("explained", race.explained())
                .put("firstMillis", race.firstMillis());
        node.set("warmMillis", mapper.valueToTree(race.warmMillis()));
        node.put("cpuSeconds", race.cpuSeconds())
                .put("placementsPerSecond", race.placementsPerSecond());
        node.set("violations", mapper.valueToTree(checked.violations()));
        bounds.ifPresent(
                bound ->
                        node.put("boundAccelerators", bound.accelerators())
                                .put("boundWeighted", bound.weighted())
                                .put(
                                        "gapAcceleratorsPercent",
                                        gap(checked.accelerators(), bound.accelerators()))
                                .put(
                                        "gapWeightedPercent",
                                        gap(checked.weighted(), bound.weighted())));
        return node;
    }

    private static void printGap(InstanceCheck.Checked checked, Bounds bound) {
        System.out.printf(
                Locale.ROOT,
                "  below the bound: %.3f%% of %d accelerators, %.3f%% of %d weighted%n",
                gap(checked.accelerators(), bound.accelerators()),
                bound.accelerators(),
                gap(checked.weighted(), bound.weighted()),
                bound.weighted());
    }

    private static double gap(long reached, long bound) {
        return bound == 0 ? 0 : PERCENT * (bound - reached) / bound;
    }

    /** Says what the times of a scheduler are times of. */
    void timed(Scheduler scheduler, String timed) {
        if (isTable) {
            System.out.printf("%s: times are of: %s%n", scheduler, timed);
        }
    }

    /** How cost grows with racks, by the clock and by CPU seconds. */
    void exponents(Scheduler scheduler, double ofTime, double ofCpu) {
        if (isTable) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: growth exponent %.2f, of CPU seconds %.2f%n",
                    scheduler,
                    ofTime,
                    ofCpu);
        }
    }
}
