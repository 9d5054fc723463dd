package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, with its output appended to a log. */
final class OneShot {

    private static final int LAST_LINES = 8;

    private OneShot() {}

    /**
     * Runs the command. If this thread is interrupted, the command is killed.
     *
     * @throws StackException if it fails or takes longer than the limit; its details are the end of
     *     what it said
     */
    static void run(String what, List<String> command, Path input, Path log, Duration limit) {
        try {
            long logBytesBefore = Files.exists(log) ? Files.size(log) : 0;
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(input.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            if (!finished(process, limit)) {
                throw new StackException(what + " took longer than " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new StackException(
                        what + " failed (exit code " + process.exitValue() + "); its log: " + log,
                        LogTail.lastLines(log, logBytesBefore, LAST_LINES));
            }
        } catch (IOException e) {
            throw new StackException(what + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted during " + what, e);
        }
    }

    private static boolean finished(Process process, Duration limit) throws InterruptedException {
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended;
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }
}
