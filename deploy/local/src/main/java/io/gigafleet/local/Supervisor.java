package io.gigafleet.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Starts a stack, watches it, and stops it when asked to or when it can't go on. */
final class Supervisor {

    private static final Duration WATCH_EVERY = Duration.ofMillis(200);
    private static final Duration REMIND_EVERY = Duration.ofMillis(500);

    private final UpOptions options;
    private final BuiltParts parts;
    private final StackPorts ports;
    private final Progress progress;
    private final ProcessTable table;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Instant startedAt = Instant.now();
    private volatile @Nullable StackFile written;
    private volatile boolean ready;
    private volatile boolean stopping;
    private volatile boolean complained;
    private boolean stopped;

    Supervisor(UpOptions options, BuiltParts parts, Progress progress) {
        this.options = options;
        this.parts = parts;
        this.ports = StackPorts.with(options.port());
        this.progress = progress;
        this.table = new ProcessTable(this::writeStackFile);
    }

    /**
     * Runs the stack until a signal ends this process, or until it can't go on.
     *
     * @return exit code: 0 if it is up already, 1 if it did not start or can't go on, which is said
     * @throws StackException if nothing was started
     */
    int run() {
        StackLayout layout = options.layout();
        layout.prepare();
        try (FileChannel channel =
                        FileChannel.open(
                                layout.lockFile(),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                AlreadyUp.tell(progress, layout);
                return 0;
            }
            Leftovers.stop(layout, progress);
            requireFree(options.port());
            Files.deleteIfExists(layout.readyFile());
            Scenario scenario = scenario();
            LogFiles.startAnew(layout);
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            remindOfWaits();
            return runStack(scenario);
        } catch (IOException e) {
            throw new StackException("cannot write to " + layout.run() + ": " + e.getMessage(), e);
        }
    }

    private int runStack(Scenario scenario) throws IOException {
        try {
            boolean tokensFlow =
                    new Startup(options, scenario, parts, ports, table, progress, threads).run();
            ready = true;
            refreshStackFile();
            Welcome.print(progress, options, ports, tokensFlow);
            Files.writeString(options.layout().readyFile(), ProcessHandle.current().pid() + "\n");
            watch();
            return 0;
        } catch (StackException e) {
            // Said before the stopping, which may take a while and say more.
            if (!stopping) {
                complained = true;
                Complaint.print(e, System.err);
            }
            return Complaint.FAILED;
        } finally {
            // Before the lock is released: nobody else may start while something of ours still
            // runs.
            stop();
        }
    }

    private static void requireFree(int port) {
        if (!FreePorts.isFree(port)) {
            throw new StackException(
                    "port "
                            + port
                            + " is taken by another program; stop it, or choose another port with"
                            + " --port");
        }
    }

    private void remindOfWaits() {
        Thread.ofPlatform()
                .daemon()
                .name("progress")
                .start(
                        () -> {
                            while (!ready) {
                                progress.remind();
                                Waiting.pause(REMIND_EVERY);
                            }
                        });
    }

    private void watch() throws IOException {
        StackLayout layout = options.layout();
        DirectoryTree.delete(layout.requests());
        Watch watch = new Watch(table, layout.requests(), progress);
        while (!stopping) {
            try {
                watch.look(System.nanoTime());
            } catch (StackException e) {
                if (!stopping) {
                    throw e;
                }
            }
            refreshStackFile();
            Waiting.pause(WATCH_EVERY);
        }
    }

    private Scenario scenario() throws IOException {
        Scenario scenario =
                Scenarios.load(
                        options.scenario(),
                        options.racks(),
                        options.isEmpty(),
                        options.checkout().resolve("deploy/examples"));
        options.agents().ifPresent(agents -> AgentPlan.requirePossible(scenario.loops(), agents));
        Files.writeString(options.layout().manifest(), scenario.yaml());
        return scenario;
    }

    /** Agents write down the ports they took a while after they were started. */
    private void refreshStackFile() {
        if (!stopping && !stackFile(table.all()).equals(written)) {
            writeStackFile(table.all());
        }
    }

    /** Runs when this process is asked to end, and when it ends by itself. */
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopping = true;
        List<StackFile.Entry> entries = table.close().stream().map(StackEntries::of).toList();
        threads.shutdownNow();
        if (!complained) {
            progress.say("stopping");
        }
        int count = StopOrder.stop(entries);
        stopped = true;
        try {
            Files.deleteIfExists(options.layout().stackFile());
            Files.deleteIfExists(options.layout().readyFile());
        } catch (IOException e) {
            progress.say("cannot delete " + options.layout().stackFile() + ": " + e.getMessage());
        }
        if (!complained) {
            progress.say(
                    "stopped "
                            + count
                            + " processes; the data stays in "
                            + options.layout().data());
        }
    }

    private void writeStackFile(List<StackProcess> processes) {
        StackFile file = stackFile(processes);
        file.write(options.layout().stackFile());
        written = file;
    }

    private StackFile stackFile(List<StackProcess> processes) {
        StackLayout layout = options.layout();
        List<StackFile.Entry> entries = new ArrayList<>();
        entries.add(StackEntries.self(startedAt, layout));
        processes.forEach(process -> entries.add(StackEntries.of(process)));
        return new StackFile(
                ports.url(),
                layout.tokenFile().toString(),
                ports.kafkaBootstrap(),
                PostgresServer.jdbcUrl(ports.postgres()),
                PostgresServer.USER,
                layout.postgres().resolve("password").toString(),
                options.scenario(),
                System.getProperty(BuiltParts.APP_PROPERTY, ""),
                startedAt.toString(),
                ready,
                entries);
    }
}
