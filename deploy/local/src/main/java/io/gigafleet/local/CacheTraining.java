package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Makes the AOT caches that let the fleet's JVMs start in a third of the time: runs a small fleet
 * once to its first token while each JVM records what it loads and compiles. A JVM writes its cache
 * as it ends, which takes seconds.
 */
final class CacheTraining {

    private static final Duration WRITE_LIMIT = Duration.ofMinutes(3);

    private final UpOptions options;
    private final BuiltParts parts;
    private final Progress progress;
    private final ProcessTable table = new ProcessTable(processes -> {});

    CacheTraining(BuiltParts parts, Path directory, Path checkout, Progress progress) {
        this.parts = parts;
        this.progress = progress;
        this.options =
                new UpOptions(
                        Scenarios.DPS_8,
                        OptionalInt.empty(),
                        false,
                        "",
                        "",
                        OptionalInt.of(1),
                        1,
                        1,
                        checkout.resolve(UpCommand.SAMPLE_TRACE),
                        OptionalDouble.empty(),
                        FreePorts.pick(1).getFirst(),
                        new StackLayout(directory),
                        checkout,
                        false,
                        true);
    }

    /**
     * Runs the fleet and keeps the caches.
     *
     * @throws StackException if the fleet does not start; then there are no caches, and all works
     *     but slower
     */
    void run() {
        Thread stop = new Thread(this::stop, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            options.layout().prepare();
            Scenario scenario =
                    Scenarios.load(
                            options.scenario(),
                            options.racks(),
                            options.isEmpty(),
                            options.checkout().resolve("deploy/examples"));
            Files.writeString(options.layout().manifest(), scenario.yaml());
            StackPorts ports = StackPorts.with(options.port());
            new Startup(options, scenario, parts, ports, table, progress, threads).run();
            progress.say("the training fleet serves; writing AOT caches");
            stop();
            keepCaches();
        } catch (IOException e) {
            throw new StackException("cannot write AOT caches to " + parts.caches(), e);
        } finally {
            stop();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private void stop() {
        StopOrder.stop(table.close().stream().map(StackEntries::of).toList(), WRITE_LIMIT);
    }

    private void keepCaches() throws IOException {
        Files.createDirectories(parts.caches());
        for (Path cache : written()) {
            Files.move(
                    cache,
                    parts.caches().resolve(cache.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
            progress.say("AOT cache " + cache.getFileName());
        }
        DirectoryTree.delete(options.layout().data());
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.list(options.layout().data())) {
            return files.filter(file -> file.toString().endsWith(".aot")).sorted().toList();
        }
    }
}
