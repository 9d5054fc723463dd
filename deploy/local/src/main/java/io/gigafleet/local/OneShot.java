package io.gigafleet.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end. */
final class OneShot {

    private OneShot() {}

    /**
     * Runs the command and returns its output.
     *
     * @throws StackException if it fails or takes longer than the limit; its details are what the
     *     command said
     */
    static String run(String what, List<String> command, Duration limit) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new StackException(
                        what + " took longer than " + limit.toSeconds() + " s",
                        output.lines().toList());
            }
            if (process.exitValue() != 0) {
                throw new StackException(
                        what + " failed (exit code " + process.exitValue() + ")",
                        output.lines().toList());
            }
            return output;
        } catch (IOException e) {
            throw new StackException(what + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted during " + what, e);
        }
    }
}
