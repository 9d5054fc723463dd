package io.gigafleet.nodeagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The life of a process that runs until a signal ends it, after a clean stop that is quick. */
final class Daemon {

    private static final long MOST_STOP_SECONDS = 2;

    private final String program;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Daemon(String program) {
        this.program = program;
    }

    /** Waits until somebody asks the process to end. */
    void awaitStop() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        asked.await();
    }

    /** Says that the clean stop is done: the process may end. */
    void stopped() {
        stopped.countDown();
    }

    private void stop() {
        asked.countDown();
        try {
            if (!stopped.await(MOST_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(program + ": the clean stop took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static long millisSinceProcessStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()).toMillis())
                .orElse(0L);
    }

    /** Writes a port where whoever started the process looks for it, whole or not at all. */
    static void writePort(Path file, int port) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, port + "\n");
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
