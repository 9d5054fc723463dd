package io.gigafleet.controlplane.telemetry.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gigafleet.controlplane.telemetry.series.Resolution.Source;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void upToThreeHoursTenSecondsAnswer() {
        assertThat(last(Duration.ofHours(1)))
                .isEqualTo(new Resolution(Source.TEN_SECONDS, Duration.ofSeconds(10)));
        assertThat(last(Duration.ofHours(3)))
                .isEqualTo(new Resolution(Source.TEN_SECONDS, Duration.ofSeconds(10)));
    }

    @Test
    void longerSpansHaveMinutesAndLongerSteps() {
        assertThat(last(Duration.ofHours(4)))
                .isEqualTo(new Resolution(Source.MINUTE, Duration.ofMinutes(1)));
        assertThat(last(Duration.ofDays(3)))
                .isEqualTo(new Resolution(Source.MINUTE, Duration.ofMinutes(5)));
        assertThat(last(Duration.ofDays(30)))
                .isEqualTo(new Resolution(Source.MINUTE, Duration.ofHours(1)));
    }

    @Test
    void anHourOfLastWeekHasMinutesSinceTenSecondsAreNoLongerKept() {
        Instant from = NOW.minus(Duration.ofDays(7));

        assertThat(Resolution.of(from, from.plus(Duration.ofHours(1)), NOW).source())
                .isEqualTo(Source.MINUTE);
    }

    @Test
    void noSpanMakesMoreThanTheMostPoints() {
        for (int hours = 1; hours < 50_000; hours += 7) {
            Duration span = Duration.ofHours(hours);
            Resolution resolution = last(span);

            assertThat(span.toMillis() / resolution.step().toMillis())
                    .as("%d hours", hours)
                    .isLessThanOrEqualTo(Resolution.MAX_POINTS);
        }
    }

    @Test
    void stepThatMakesTooManyPointsOrCutsWindowsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Resolution.of(
                                        NOW.minus(Duration.ofDays(3)),
                                        NOW,
                                        NOW,
                                        Duration.ofMinutes(1)))
                .withMessageContaining("4320 points");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Resolution.of(
                                        NOW.minus(Duration.ofHours(1)),
                                        NOW,
                                        NOW,
                                        Duration.ofSeconds(15)))
                .withMessageContaining("whole number");
    }

    private static Resolution last(Duration span) {
        return Resolution.of(NOW.minus(span), NOW, NOW);
    }
}
