package io.gigafleet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.ingest.ProbeProcess;
import io.gigafleet.bench.ingest.ProbeProcess.Usage;
import io.gigafleet.bench.ingest.SampleFleet;
import io.gigafleet.bench.ingest.TelemetryLog;
import io.gigafleet.local.EmbeddedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the telemetry of a gigawatt costs the plane, from the broker to state and limits: how many
 * records a second of CPU time takes in, and the share of a core at one record per rack and second.
 */
@Command(
        name = "ingest",
        description =
                "CPU the plane needs for telemetry, from Kafka to state and limits: records per CPU"
                        + " second, and the share of a core at a gigawatt's rate.")
final class IngestBench implements Callable<Integer> {

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private static final Duration FROM_THE_BEGINNING = Duration.ofHours(1);
    private static final long MEBIBYTE = 1 << 20;

    @Option(names = "--racks", defaultValue = "7000", description = "Default: 7000.")
    private int racks;

    @Option(names = "--replicas", defaultValue = "50000", description = "Default: 50000.")
    private int replicas;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "Of the fleet's telemetry that count (default: 30).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description =
                    "Seconds of telemetry before those, so that a plane in service is measured"
                            + " (default: 60).")
    private int warmUpSeconds;

    @Option(
            names = "--paced-warm-up",
            defaultValue = "60",
            description = "Seconds before those at the fleet's own rate (default: 60).")
    private int pacedWarmUpSeconds;

    @Option(names = "--runs", defaultValue = "3", description = "Counted runs (default: 3).")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed;

    @Option(names = "--no-paced", description = "Leave out the run at the fleet's own rate.")
    private boolean isPacedLeftOut;

    @Option(names = "--recording", description = "Flight recording of the last unpaced run.")
    private @Nullable Path recording;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        KAFKA_LOG.setLevel(Level.WARNING);
        Machine machine = Machine.now();
        Path directory = Files.createTempDirectory("gigafleet-bench-ingest");
        try (EmbeddedStack.Kafka kafka = EmbeddedStack.startKafka(directory.resolve("kafka"))) {
            TelemetryLog.createTopics(kafka.bootstrapServers());
            SampleFleet fleet = new SampleFleet(racks, replicas, seed);
            try (TelemetryLog log = TelemetryLog.open(kafka.bootstrapServers(), fleet)) {
                System.err.println("writing the log");
                log.write(warmUpSeconds + seconds);
                List<Usage> unpaced = new ArrayList<>();
                for (int run = 1; run <= runs; run++) {
                    unpaced.add(readLog(kafka, run == runs));
                    System.err.printf(
                            Locale.ROOT,
                            "run %d of %d: %.0f records per CPU second%n",
                            run,
                            runs,
                            unpaced.getLast().recordsPerCpuSecond());
                }
                List<Usage> paced = isPacedLeftOut ? List.of() : List.of(follow(kafka, log));
                print(machine, log.bytesPerRecord(), unpaced, paced);
            }
        } finally {
            UpBench.delete(directory);
        }
        return 0;
    }

    private Usage readLog(EmbeddedStack.Kafka kafka, boolean isLast) throws IOException {
        try (ProbeProcess probe =
                start(kafka, warmUpSeconds, FROM_THE_BEGINNING, isLast ? flags() : List.of())) {
            return probe.awaitResult();
        }
    }

    private Usage follow(EmbeddedStack.Kafka kafka, TelemetryLog log) throws IOException {
        System.err.println("following at the fleet's own rate");
        try (ProbeProcess probe = start(kafka, pacedWarmUpSeconds, Duration.ZERO, List.of())) {
            probe.awaitReady();
            log.pace(pacedWarmUpSeconds + seconds + 1);
            return probe.awaitResult();
        }
    }

    private ProbeProcess start(
            EmbeddedStack.Kafka kafka, int warmUp, Duration lookBack, List<String> flags)
            throws IOException {
        return ProbeProcess.start(
                kafka.bootstrapServers(),
                racks,
                (long) racks * warmUp,
                (long) racks * seconds,
                lookBack,
                flags);
    }

    private List<String> flags() {
        return recording == null
                ? List.of()
                : List.of(
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + recording.toAbsolutePath());
    }

    private void print(Machine machine, long bytesPerRecord, List<Usage> unpaced, List<Usage> paced)
            throws IOException {
        Spread rate = Spread.of(unpaced.stream().map(Usage::recordsPerCpuSecond).toList());
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode result = mapper.createObjectNode();
            result.put("benchmark", "ingest").put("seed", seed);
            result.put("racks", racks).put("replicas", replicas);
            result.put("bytesPerRecord", bytesPerRecord)
                    .set("machine", mapper.valueToTree(machine));
            result.set("recordsPerCpuSecond", mapper.valueToTree(rate));
            result.set("unpaced", mapper.valueToTree(unpaced));
            result.set("paced", mapper.valueToTree(paced));
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "ingest, Kafka to state and limits, %d racks of %d accelerators, %d replicas, %d B"
                        + " a record, seed %d%n"
                        + "%d cores, %s, JDK %s, load average %.1f when it began%n"
                        + "as fast as it goes   %d runs of %d records after %d to warm up%n"
                        + "  per CPU second     median %.0f records   (%.0f to %.0f)%n"
                        + "  collection         %.2f s of %.2f CPU seconds%n"
                        + "  heap afterwards    %d MiB%n",
                racks,
                SampleFleet.ACCELERATORS,
                replicas,
                bytesPerRecord,
                seed,
                machine.cores(),
                machine.os(),
                machine.java(),
                machine.loadAverage(),
                runs,
                (long) racks * seconds,
                (long) racks * warmUpSeconds,
                rate.median(),
                rate.min(),
                rate.max(),
                unpaced.getLast().collectionSeconds(),
                unpaced.getLast().cpuSeconds(),
                unpaced.getLast().heapBytes() / MEBIBYTE);
        for (Usage usage : paced) {
            System.out.printf(
                    Locale.ROOT,
                    "at %.0f records/s     %.1f%% of a core over %.0f s%n",
                    usage.records() / usage.wallSeconds(),
                    100 * usage.coreShare(),
                    usage.wallSeconds());
        }
    }
}
