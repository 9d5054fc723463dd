package io.gigafleet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.durable.DurableLoad;
import io.gigafleet.bench.durable.DurableStack;
import io.gigafleet.bench.durable.FreshRacks;
import io.gigafleet.bench.durable.PublishedPlacements;
import io.gigafleet.bench.durable.WideSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Replicas placed per second through REST, PostgreSQL and Kafka of a stack of its own, from the
 * request sent to the assignment published.
 */
@Command(
        name = "durable",
        description =
                "Placements per second through REST, PostgreSQL and Kafka: from the request sent to"
                        + " the assignment published.")
final class DurableBench implements Callable<Integer> {

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    @Option(names = "--racks", defaultValue = "1000", description = "Default: 1000.")
    private int racks;

    @Option(names = "--puts", defaultValue = "100", description = "Requests (default: 100).")
    private int puts;

    @Option(
            names = "--replicas",
            defaultValue = "100",
            description = "Replicas of each request (default: 100).")
    private int replicas;

    @Option(
            names = "--accelerators",
            defaultValue = "4",
            description = "Accelerators of each replica (default: 4).")
    private int accelerators;

    @Option(names = "--clients", defaultValue = "8", description = "At the same time (default: 8).")
    private int clients;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "Requests before those that count (default: 20).")
    private int warmUp;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "Requests per second; 0: each client sends as fast as it is answered.")
    private double putsPerSecond;

    @Option(names = "--recording", description = "Flight recording of the control plane.")
    private @Nullable Path recording;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** CPU seconds; the client's without those of the telemetry it sends. */
    private record Cpu(
            double planeSeconds,
            double postgresSeconds,
            double kafkaSeconds,
            double clientSeconds) {

        static Cpu of(DurableStack stack, FreshRacks fresh) {
            Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            return new Cpu(
                    stack.planeCpu().toMillis() / 1e3,
                    stack.postgresCpu().toMillis() / 1e3,
                    stack.kafkaCpu().toMillis() / 1e3,
                    own.minus(fresh.cpu()).toMillis() / 1e3);
        }

        Cpu since(Cpu before) {
            return new Cpu(
                    planeSeconds - before.planeSeconds,
                    postgresSeconds - before.postgresSeconds,
                    kafkaSeconds - before.kafkaSeconds,
                    clientSeconds - before.clientSeconds);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        long wanted = (long) (puts + warmUp) * replicas;
        long room = (long) racks * (WideSite.ACCELERATORS / accelerators);
        if (wanted > room) {
            System.err.printf(
                    "%d replicas of %d accelerators are wanted, and %d racks have room for %d%n",
                    wanted, accelerators, racks, room);
            return 2;
        }
        KAFKA_LOG.setLevel(Level.WARNING);
        Machine machine = Machine.now();
        Path directory = Files.createTempDirectory("gigafleet-bench-durable");
        WideSite site = new WideSite(racks);
        try (DurableStack stack = DurableStack.start(directory, planeFlags());
                FreshRacks fresh = FreshRacks.start(stack.bootstrapServers(), site.rackNames());
                PublishedPlacements published =
                        PublishedPlacements.follow(stack.bootstrapServers())) {
            stack.apply(site.manifests());
            load(warmUp).run(stack, published, "warm-up");
            Cpu before = Cpu.of(stack, fresh);
            DurableLoad.Outcome outcome = load(puts).run(stack, published, "measured");
            Cpu used = Cpu.of(stack, fresh).since(before);
            if (json) {
                printJson(machine, outcome, used);
            } else {
                print(machine, outcome, used);
            }
        } finally {
            UpBench.delete(directory);
        }
        return 0;
    }

    private DurableLoad load(int requests) {
        return new DurableLoad(requests, replicas, accelerators, clients, putsPerSecond);
    }

    private List<String> planeFlags() {
        return recording == null
                ? List.of()
                : List.of(
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + recording.toAbsolutePath());
    }

    private void print(Machine machine, DurableLoad.Outcome outcome, Cpu used) {
        System.out.printf(
                Locale.ROOT,
                "durable placements, %d racks kept fresh by idle telemetry, %d requests of %d"
                    + " replicas by %d clients after %d to warm up%n%d cores, %s, JDK %s, load"
                    + " average %.1f when it began%nplaced            %d in %.2f s: %.0f/s%nsent to"
                    + " published p50 %.0f ms   p99 %.0f ms%nsent to answered  p50 %.0f ms   p99"
                    + " %.0f ms%nCPU               control plane %.1f s   PostgreSQL %.1f s   Kafka"
                    + " %.1f s   load generator %.1f s%n",
                racks,
                puts,
                replicas,
                clients,
                warmUp,
                machine.cores(),
                machine.os(),
                machine.java(),
                machine.loadAverage(),
                outcome.placed(),
                outcome.seconds(),
                outcome.perSecond(),
                outcome.latencyMillis(P50),
                outcome.latencyMillis(P99),
                outcome.answerMillis(P50),
                outcome.answerMillis(P99),
                used.planeSeconds(),
                used.postgresSeconds(),
                used.kafkaSeconds(),
                used.clientSeconds());
    }

    private void printJson(Machine machine, DurableLoad.Outcome outcome, Cpu used)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode();
        result.put("benchmark", "durable")
                .put("racks", racks)
                .put("requests", puts)
                .put("replicas", replicas)
                .put("accelerators", accelerators)
                .put("clients", clients)
                .put("rate", putsPerSecond)
                .put("warmUp", warmUp);
        result.set("machine", mapper.valueToTree(machine));
        result.put("placed", outcome.placed())
                .put("seconds", outcome.seconds())
                .put("placedPerSecond", outcome.perSecond())
                .put("p50Millis", outcome.latencyMillis(P50))
                .put("p99Millis", outcome.latencyMillis(P99))
                .put("answerP50Millis", outcome.answerMillis(P50))
                .put("answerP99Millis", outcome.answerMillis(P99))
                .put("planeCpuSeconds", used.planeSeconds())
                .put("postgresCpuSeconds", used.postgresSeconds())
                .put("kafkaCpuSeconds", used.kafkaSeconds())
                .put("clientCpuSeconds", used.clientSeconds());
        System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    }
}
