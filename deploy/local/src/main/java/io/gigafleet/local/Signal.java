package io.gigafleet.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a process is asked with to end. */
enum Signal {
    /** End in order. */
    TERM,
    /** PostgreSQL's fast shutdown: end sessions, write a checkpoint, go. */
    INT,
    /** End at once. */
    KILL;

    private static final Duration SEND_LIMIT = Duration.ofSeconds(5);

    /**
     * Sends the signal if this very process still runs.
     *
     * @throws StackException if the signal can't be sent to a process that is alive
     */
    void send(ProcessIdentity identity) {
        if (!identity.alive()) {
            return;
        }
        try {
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -" + name() + " " + identity.pid())
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            kill.waitFor(SEND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (kill.exitValue() != 0 && identity.alive()) {
                throw new StackException(
                        "cannot send " + name() + " to process " + identity.pid() + ": " + output);
            }
        } catch (IOException e) {
            throw new StackException("cannot send " + name() + " to process " + identity.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while stopping process " + identity.pid(), e);
        }
    }
}
