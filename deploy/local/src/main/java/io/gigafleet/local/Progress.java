package io.gigafleet.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells a person what happens during start and stop: one line each, with the seconds since the
 * start.
 */
final class Progress {

    private static final Duration REMIND_AFTER = Duration.ofSeconds(2);

    private final PrintStream out;
    private final long startNanos;
    private final List<String> waits = new ArrayList<>();
    private long lastLineNanos;

    /**
     * @param startNanos on the scale of {@link System#nanoTime}
     */
    Progress(PrintStream out, long startNanos) {
        this.out = out;
        this.startNanos = startNanos;
        this.lastLineNanos = startNanos;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    synchronized void say(String what) {
        out.println(line(elapsed(), what));
        out.flush();
        lastLineNanos = System.nanoTime();
    }

    synchronized void plain(String text) {
        out.println(text);
        out.flush();
    }

    /** Starts to wait for something; close when it is there. */
    synchronized Wait waitFor(String what) {
        waits.add(what);
        return new Wait(what);
    }

    /** Repeats what is waited for, if nothing was said for a while. */
    synchronized void remind() {
        if (!waits.isEmpty() && System.nanoTime() - lastLineNanos >= REMIND_AFTER.toNanos()) {
            say("waiting for " + String.join(", ", waits));
        }
    }

    /** Something that is being waited for. */
    final class Wait implements AutoCloseable {

        private final String what;

        private Wait(String what) {
            this.what = what;
        }

        @Override
        public void close() {
            synchronized (Progress.this) {
                waits.remove(what);
            }
        }
    }

    static String line(Duration elapsed, String what) {
        return String.format(Locale.ROOT, "%6.1f s  %s", elapsed.toMillis() / 1000.0, what);
    }
}
