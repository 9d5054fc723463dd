package io.gigafleet.controlplane.telemetry.series;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which roll-ups answer a question, and how many of them make one point.
 *
 * @param source the roll-ups that are read
 * @param step the time from one point to the next, a whole number of the source's windows
 */
public record Resolution(Source source, Duration step) {

    /** Most points of one answer: more than a screen is wide tells nobody more. */
    public static final int MAX_POINTS = 1_500;

    /** Up to this span roll-ups of ten seconds answer. */
    static final Duration TEN_SECONDS_SPAN = Duration.ofHours(3);

    /** How long roll-ups of ten seconds are sure to be kept. */
    static final Duration TEN_SECONDS_KEPT = Duration.ofDays(2);

    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1));

    /** Roll-ups there are. */
    public enum Source {
        TEN_SECONDS(Duration.ofSeconds(10)),
        MINUTE(Duration.ofMinutes(1));

        private final Duration window;

        Source(Duration window) {
            this.window = window;
        }

        /** The length of one roll-up. */
        public Duration window() {
            return window;
        }
    }

    public Resolution {
        long stepMillis = step.toMillis();
        if (stepMillis <= 0 || stepMillis % source.window().toMillis() != 0) {
            throw new IllegalArgumentException(
                    "step " + step + " is not a whole number of windows of " + source.window());
        }
    }

    /** The finest that a span allows. */
    public static Resolution of(Instant from, Instant to, Instant now) {
        Source source = sourceOf(from, to, now);
        Duration span = Duration.between(from, to);
        Duration step =
                STEPS.stream()
                        .filter(candidate -> candidate.compareTo(source.window()) >= 0)
                        .filter(candidate -> points(span, candidate) <= MAX_POINTS)
                        .findFirst()
                        .orElseGet(() -> Duration.ofDays(Math.ceilDiv(span.toDays(), MAX_POINTS)));
        return new Resolution(source, step);
    }

    /**
     * The given step, from the finest roll-ups it is a whole number of.
     *
     * @throws IllegalArgumentException if there are none, or it makes more than {@link #MAX_POINTS}
     *     points; the message says what to do
     */
    public static Resolution of(Instant from, Instant to, Instant now, Duration step) {
        long points = points(Duration.between(from, to), step);
        if (points > MAX_POINTS) {
            throw new IllegalArgumentException(
                    "a step of "
                            + step.toSeconds()
                            + " s makes "
                            + points
                            + " points, the most are "
                            + MAX_POINTS
                            + ": take a larger step or a shorter time");
        }
        return new Resolution(sourceOf(from, to, now), step);
    }

    private static Source sourceOf(Instant from, Instant to, Instant now) {
        boolean isShort = Duration.between(from, to).compareTo(TEN_SECONDS_SPAN) <= 0;
        boolean isKept = Duration.between(from, now).compareTo(TEN_SECONDS_KEPT) < 0;
        return isShort && isKept ? Source.TEN_SECONDS : Source.MINUTE;
    }

    private static long points(Duration span, Duration step) {
        return Math.ceilDiv(span.toMillis(), Math.max(1, step.toMillis()));
    }
}
