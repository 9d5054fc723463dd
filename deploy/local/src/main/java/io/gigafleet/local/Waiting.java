package io.gigafleet.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for the outside world by asking it again and again. */
final class Waiting {

    private static final Duration ASK_EVERY = Duration.ofMillis(20);

    private Waiting() {}

    /** Whether the condition came to hold within the limit. */
    static boolean until(BooleanSupplier condition, Duration limit) {
        return until(condition, limit, ASK_EVERY);
    }

    /** Whether the condition came to hold within the limit, asked at intervals. */
    static boolean until(BooleanSupplier condition, Duration limit, Duration askEvery) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            pause(askEvery);
        }
        return true;
    }

    /** Lets a while go by. */
    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting", e);
        }
    }
}
