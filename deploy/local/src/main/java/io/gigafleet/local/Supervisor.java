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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
    private volatile boolean ready;
    private volatile boolean stopping;
    private boolean stopped;

    Supervisor(UpOptions options, BuiltParts parts, Progress progress) {
        this.options = options;
        this.parts = parts;
        this.ports = StackPorts.with(options.port());
        this.progress = progress;
        this.table = new ProcessTable(this::writeStackFile);
    }

    /**
     * Runs the stack until a signal ends this process.
     *
     * @throws StackException if the stack can't start or can't go on; the caller ends this process,
     *     which stops all
     */
    void run() {
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
                return;
            }
            Leftovers.stop(layout, progress);
            requireFree(options.port());
            Files.deleteIfExists(layout.readyFile());
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            remindOfWaits();
            runStack();
        } catch (IOException e) {
            throw new StackException("cannot write to " + layout.run() + ": " + e.getMessage(), e);
        }
    }

    private void runStack() throws IOException {
        try {
            Startup.Result result =
                    new Startup(options, parts, ports, table, progress, threads).run();
            ready = true;
            writeStackFile(table.all());
            Welcome.print(progress, options, ports, result);
            Files.writeString(options.layout().readyFile(), ProcessHandle.current().pid() + "\n");
            watch();
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
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("progress").factory());
        timer.scheduleAtFixedRate(
                progress::remind,
                REMIND_EVERY.toMillis(),
                REMIND_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void watch() {
        while (!stopping) {
            for (StackProcess process : table.all()) {
                if (!process.alive() && !stopping) {
                    throw process.died();
                }
            }
            Waiting.pause(WATCH_EVERY);
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
        if (ready) {
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
        if (ready) {
            progress.say(
                    "stopped "
                            + count
                            + " processes; the data stays in "
                            + options.layout().data());
        }
    }

    private void writeStackFile(List<StackProcess> processes) {
        StackLayout layout = options.layout();
        List<StackFile.Entry> entries = new ArrayList<>();
        entries.add(StackEntries.self(startedAt, layout));
        processes.forEach(process -> entries.add(StackEntries.of(process)));
        new StackFile(
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
                        entries)
                .write(layout.stackFile());
    }
}
