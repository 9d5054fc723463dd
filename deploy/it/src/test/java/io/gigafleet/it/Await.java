package io.gigafleet.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, never for time. */
final class Await {

    private Await() {}

    /** Looks again and again until the condition holds; a look that throws counts as "not yet". */
    static void until(String what, Duration limit, Callable<Boolean> condition) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        Throwable last = null;
        while (System.nanoTime() < deadlineNanos) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what, last);
    }
}
