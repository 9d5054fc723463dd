package io.gigafleet.bench.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.Misuse;
import io.gigafleet.bench.Spread;
import io.gigafleet.nodeagent.agent.OutboundRecord;
import io.gigafleet.nodeagent.agent.SteppedHost;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * CPU it takes to simulate one second of a site: the time of all threads of this process, so that
 * the garbage collector's and the compiler's count too.
 */
@Command(
        name = "simulation",
        description = {
            "CPU of simulating a site: physics, serving of its traffic, and telemetry records, of a"
                    + " core, garbage collection included.",
            "The racks idle once, and once hold the replicas and take the traffic of up --scenario"
                    + " gigawatt."
        })
public final class SimulationBench implements Callable<Integer> {

    /** Held, so that its level is not forgotten: seven thousand racks tell of their assignments. */
    private static final Logger AGENT_LOG = Logger.getLogger("io.gigafleet.nodeagent");

    /** Replicas have loaded and batches are full by then, and the code is compiled. */
    private static final int WARM_SECONDS = 60;

    @Option(names = "--racks", defaultValue = "7000", description = "Default: 7000.")
    private int racks;

    @Option(names = "--hosts", defaultValue = "2", description = "Agents (default: 2).")
    private int hosts;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "Simulated seconds of each round (default: 5).")
    private int seconds;

    @Option(names = "--runs", defaultValue = "9", description = "Counted rounds (default: 9).")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** One round, per simulated second; parts are of the simulating thread alone. */
    private record Round(
            double cpuSeconds,
            double requestSeconds,
            double simulationSeconds,
            double recordSeconds,
            double records,
            double bytes) {}

    /** What was heard in a round. */
    private static final class Heard {
        private long records;
        private long bytes;

        void take(OutboundRecord record) {
            if (record.channel() == OutboundRecord.Channel.TELEMETRY) {
                records++;
                bytes += record.value().size();
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (racks < 1 || seconds < 1 || runs < 1 || hosts < 1 || hosts > racks) {
            throw new Misuse(
                    "--racks, --hosts, --seconds and --runs are at least 1, and hosts no more than"
                            + " racks");
        }
        AGENT_LOG.setLevel(Level.WARNING);
        Machine machine = Machine.now();
        Path state = Files.createTempDirectory("gigafleet-bench-simulation");
        try {
            SimulatedFleet idle =
                    new SimulatedFleet(racks, hosts, false, seed, state.resolve("idle"));
            List<Round> idleRounds = rounds(idle);
            SimulatedFleet serving =
                    new SimulatedFleet(racks, hosts, true, seed, state.resolve("serving"));
            List<Round> rounds = rounds(serving);
            print(machine, serving.replicas(), idleRounds, rounds);
        } finally {
            delete(state);
        }
        return 0;
    }

    private List<Round> rounds(SimulatedFleet fleet) throws InterruptedException {
        fleet.run(WARM_SECONDS, record -> {});
        List<Round> rounds = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            rounds.add(round(fleet));
        }
        return rounds;
    }

    private Round round(SimulatedFleet fleet) throws InterruptedException {
        fleet.hosts().forEach(host -> host.spent().clear());
        Heard heard = new Heard();
        long before = cpuNanos();
        fleet.run(seconds, heard::take);
        double cpu = (cpuNanos() - before) / 1e9 / seconds;
        return new Round(
                cpu,
                seconds(fleet, SteppedHost.Spent::requestsNanos),
                seconds(fleet, SteppedHost.Spent::simulationNanos),
                seconds(fleet, SteppedHost.Spent::recordsNanos),
                heard.records / (double) seconds,
                heard.bytes / (double) Math.max(1, heard.records));
    }

    private double seconds(SimulatedFleet fleet, ToLongFunction<SteppedHost.Spent> part) {
        return fleet.hosts().stream().map(SteppedHost::spent).mapToLong(part).sum() / 1e9 / seconds;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void print(Machine machine, int replicas, List<Round> idle, List<Round> serving)
            throws IOException {
        Spread cpu = Spread.of(serving.stream().map(Round::cpuSeconds).toList());
        Spread idleCpu = Spread.of(idle.stream().map(Round::cpuSeconds).toList());
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode result = mapper.createObjectNode();
            result.put("benchmark", "simulation").put("racks", racks).put("replicas", replicas);
            result.put("hosts", hosts).put("seed", seed).put("runs", runs);
            result.put("secondsPerRun", seconds);
            result.set("machine", mapper.valueToTree(machine));
            result.set("cpuPerSecond", mapper.valueToTree(cpu));
            result.set("idleCpuPerSecond", mapper.valueToTree(idleCpu));
            result.put("requestsPart", middle(serving, Round::requestSeconds));
            result.put("simulationPart", middle(serving, Round::simulationSeconds));
            result.put("idleSimulationPart", middle(idle, Round::simulationSeconds));
            result.put("recordsPart", middle(serving, Round::recordSeconds));
            result.put("recordsPerSecond", middle(serving, Round::records));
            result.put("bytesPerRecord", middle(serving, Round::bytes));
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%,d racks of 72, %,d replicas, %d hosts, seed %d, %d runs of %d simulated"
                    + " seconds%n%d cores, %s, JDK %s, load average %.1f when it began%nCPU of a"
                    + " core, all threads    median %5.1f%%   (%.1f to %.1f)%n  who takes which"
                    + " request            %5.1f%%%n  serving                            %5.1f%%%n "
                    + " power and heat                     %5.1f%%%n  records                      "
                    + "      %5.1f%%   %,.0f a second of %,.0f bytes%nthe same racks, idle         "
                    + " median %5.1f%%   (%.1f to %.1f)%n",
                racks,
                replicas,
                hosts,
                seed,
                runs,
                seconds,
                machine.cores(),
                machine.os(),
                machine.java(),
                machine.loadAverage(),
                100 * cpu.median(),
                100 * cpu.min(),
                100 * cpu.max(),
                100 * middle(serving, Round::requestSeconds),
                100
                        * (middle(serving, Round::simulationSeconds)
                                - middle(idle, Round::simulationSeconds)),
                100 * middle(idle, Round::simulationSeconds),
                100 * middle(serving, Round::recordSeconds),
                middle(serving, Round::records),
                middle(serving, Round::bytes),
                100 * idleCpu.median(),
                100 * idleCpu.min(),
                100 * idleCpu.max());
    }

    private static double middle(
            List<Round> rounds, java.util.function.Function<Round, Double> value) {
        return Spread.of(rounds.stream().map(value).toList()).median();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
