package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.problem.Refusal;
import java.time.Duration;
import java.time.Instant;

/** Checks when something that was asked for begins and ends. */
final class TargetSpan {

    /** The longest time anything may be asked for. */
    static final Duration LONGEST = Duration.ofDays(31);

    private TargetSpan() {}

    /**
     * Checks a load target's times.
     *
     * @throws Refusal if they don't come in their order
     */
    static void check(Instant from, Instant until, Instant deadline, Instant now) {
        check(from, until, now);
        if (deadline.isBefore(from) || deadline.isAfter(until)) {
            throw Refusal.ofField(
                    "deadline",
                    deadline
                            + " is not between 'from', which is "
                            + from
                            + ", and 'until', "
                            + until,
                    "write when the target has to be met");
        }
    }

    /**
     * Checks when something begins and ends.
     *
     * @throws Refusal if it is over, ends before it begins, or lasts too long
     */
    static void check(Instant from, Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw Refusal.ofField("until", until + " is past", "write a time to come");
        }
        if (!until.isAfter(from)) {
            throw Refusal.ofField(
                    "until", until + " is not after 'from', which is " + from, "swap the two");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw Refusal.ofField(
                    "until",
                    "it is more than " + LONGEST.toDays() + " days after 'from'",
                    "ask for less, and again later");
        }
    }
}
