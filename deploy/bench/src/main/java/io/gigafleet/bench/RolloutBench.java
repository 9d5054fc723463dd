package io.gigafleet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.rollout.Commissioning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the rollout decider costs per loop while a whole site is commissioned, and how that grows
 * with the site. Simulated time: racks take hours, the decider takes what it takes.
 */
@Command(
        name = "rollout",
        description =
                "Cost of the rollout decider per loop while whole sites are commissioned in"
                        + " simulated time.")
final class RolloutBench implements Callable<Integer> {

    private static final double P99 = 0.99;

    @Option(
            names = "--racks",
            split = ",",
            defaultValue = "500,2000,7000",
            description = "Sizes of site, the largest last (default: 500,2000,7000).")
    private List<Integer> racks = List.of();

    @Option(
            names = "--flawed",
            defaultValue = "0.03",
            description = "Share of racks with a fault (default: 0.03).")
    private double flawed;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** One size of site. */
    private record Size(Commissioning site, Spread micros, double p99Micros) {}

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.now();
        Commissioning.of(racks.getFirst(), flawed, seed); // to warm up
        List<Size> sizes = new ArrayList<>();
        for (int count : racks) {
            Commissioning site = Commissioning.of(count, flawed, seed);
            List<Double> sorted = site.microsPerLoop().stream().sorted().toList();
            sizes.add(
                    new Size(
                            site,
                            Spread.of(site.microsPerLoop()),
                            sorted.get((int) (P99 * (sorted.size() - 1)))));
        }
        if (json) {
            printJson(machine, sizes);
        } else {
            print(machine, sizes);
        }
        return 0;
    }

    private void print(Machine machine, List<Size> sizes) {
        System.out.printf(
                Locale.ROOT,
                "rollout decider, seed %d, %.0f%% of racks flawed, after a run to warm up%n"
                        + "%d cores, %s, JDK %s, load average %.1f when it began%n"
                        + "%8s %8s %10s %12s %12s %12s %10s%n",
                seed,
                flawed * 100,
                machine.cores(),
                machine.os(),
                machine.java(),
                machine.loadAverage(),
                "racks",
                "loops",
                "at once",
                "median \u00b5s",
                "p99 \u00b5s",
                "max \u00b5s",
                "in days");
        for (Size size : sizes) {
            System.out.printf(
                    Locale.ROOT,
                    "%8d %8d %10d %12.0f %12.0f %12.0f %10.1f%n",
                    size.site().racks(),
                    size.site().microsPerLoop().size(),
                    size.site().mostAtOnce(),
                    size.micros().median(),
                    size.p99Micros(),
                    size.micros().max(),
                    size.site().simulatedDays());
        }
        if (sizes.size() > 1) {
            System.out.printf(Locale.ROOT, "growth exponent of the p99: %.2f%n", exponent(sizes));
        }
    }

    private void printJson(Machine machine, List<Size> sizes) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode();
        result.put("benchmark", "rollout").put("seed", seed).put("flawed", flawed);
        result.set("machine", mapper.valueToTree(machine));
        ArrayNode list = result.putArray("sizes");
        for (Size size : sizes) {
            list.addObject()
                    .put("racks", size.site().racks())
                    .put("inService", size.site().inService())
                    .put("loops", size.site().microsPerLoop().size())
                    .put("mostAtOnce", size.site().mostAtOnce())
                    .put("medianMicros", size.micros().median())
                    .put("p99Micros", size.p99Micros())
                    .put("maxMicros", size.micros().max())
                    .put("simulatedDays", size.site().simulatedDays());
        }
        if (sizes.size() > 1) {
            result.put("growthExponentOfP99", exponent(sizes));
        }
        System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    }

    private static double exponent(List<Size> sizes) {
        return GrowthExponent.of(
                sizes.stream().map(size -> (double) size.site().racks()).toList(),
                sizes.stream().map(Size::p99Micros).toList());
    }
}
