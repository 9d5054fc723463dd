package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka of our own: one process that is broker and controller, on the loopback interface only.
 */
final class KafkaBroker {

    static final String NAME = "kafka";

    private static final int HEAP_MEGABYTES = 160;
    // All of it from the start: memory that grows for an hour looks like a leak.
    private static final List<String> STEADY_HEAP =
            List.of("-Xms" + HEAP_MEGABYTES + "m", "-XX:+AlwaysPreTouch");
    private static final int TOOL_HEAP_MEGABYTES = 64;
    private static final Duration FORMAT_LIMIT = Duration.ofSeconds(60);
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private static final Path NOTHING = Path.of("/dev/null");

    private final Path directory;
    private final BuiltParts parts;

    KafkaBroker(Path directory, BuiltParts parts) {
        this.directory = directory.toAbsolutePath();
        this.parts = parts;
    }

    /** Writes the settings and formats the storage unless that is done. */
    void initialise(int port, int controllerPort, Path log) {
        try {
            Files.createDirectories(directory);
            Files.writeString(settings(), KafkaSettings.of(storage(), port, controllerPort));
            if (!Files.isRegularFile(storage().resolve("meta.properties"))) {
                OneShot.run(
                        "formatting Kafka's storage", formatCommand(), NOTHING, log, FORMAT_LIMIT);
            }
        } catch (IOException e) {
            throw new StackException("cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Starts the broker on the ports it was initialised with and waits until it accepts
     * connections.
     *
     * @param racks how many will send telemetry
     * @throws StackException if it does not
     */
    StackProcess start(
            int port, Path log, int racks, List<String> extraFlags, ProcessLauncher launcher) {
        StackProcess process = launcher.start(spec(port, log, racks, extraFlags));
        try {
            process.awaitReady(() -> FreePorts.accepts(port), READY_LIMIT);
            return process;
        } catch (StackException e) {
            process.stop();
            throw e;
        }
    }

    private ProcessSpec spec(int port, Path log, int racks, List<String> extraFlags) {
        List<String> command =
                JavaCommand.withHeap(HEAP_MEGABYTES)
                        .startingFast(racks)
                        .cache(parts.cacheOf("broker"))
                        .flags(STEADY_HEAP)
                        .flags(KafkaSettings.LOGGING)
                        .flags(extraFlags)
                        .mainClass(
                                parts.brokerJars(), "kafka.Kafka", List.of(settings().toString()));
        return new ProcessSpec(NAME, command, Map.of(), log, port, Optional.empty(), Signal.TERM);
    }

    private List<String> formatCommand() {
        return JavaCommand.withHeap(TOOL_HEAP_MEGABYTES)
                .cache(parts.cacheOf("broker"))
                .flags(List.of("-XX:TieredStopAtLevel=1"))
                .flags(KafkaSettings.LOGGING)
                .mainClass(
                        parts.brokerJars(),
                        "kafka.tools.StorageTool",
                        List.of(
                                "format",
                                "--cluster-id",
                                Secrets.clusterId(),
                                "--config",
                                settings().toString()));
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Path storage() {
        return directory.resolve("log");
    }
}
