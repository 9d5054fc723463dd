package io.gigafleet.nodeagent.rack.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.gigafleet.nodeagent.rack.TestSkus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Failures at the rates Meta published for Llama 3. */
class FailureStreamTest {

    private static final double DAY_MILLIS = 86_400_000;

    @Test
    void causesAddUpToThePublishedInterruptions() {
        assertThat(Arrays.stream(FailureCause.values()).mapToInt(FailureCause::observed).sum())
                .isEqualTo(419);
    }

    @Test
    void rackOfSeventyTwoFailsAboutEveryTwentyNineDays() {
        int racks = 300;
        int years = 20;
        long failures = 0;
        for (int rack = 0; rack < racks; rack++) {
            FailureStream stream = stream(rack, 1);
            while (stream.atMillis() < years * 365 * DAY_MILLIS) {
                failures++;
                stream.advance();
            }
        }
        double daysBetween = racks * years * 365.0 / failures;

        assertThat(daysBetween).isCloseTo(29.3, withinPercentage(2));
    }

    @Test
    void causesComeInThePublishedProportions() {
        Map<FailureCause, Integer> seen = new EnumMap<>(FailureCause.class);
        FailureStream stream = stream(1, 1);
        int draws = 60_000;
        for (int i = 0; i < draws; i++) {
            seen.merge(stream.cause(), 1, Integer::sum);
            stream.advance();
        }

        for (FailureCause cause : FailureCause.values()) {
            assertThat(seen.getOrDefault(cause, 0) / (double) draws)
                    .as(cause.name())
                    .isCloseTo(cause.observed() / 419.0, within(0.006));
        }
    }

    @Test
    void multipleOfTheRatesBringsAsManyMoreFailures() {
        assertThat(stream(5, 10).atMillis() * 10)
                .isCloseTo(stream(5, 1).atMillis(), withinPercentage(0.001));
    }

    @Test
    void sameSeedFailsTheSamePartsAtTheSameTimesAndAnotherDoesNot() {
        FailureStream one = stream(3, 1);
        FailureStream again = stream(3, 1);
        FailureStream other = new FailureStream(8, "rack-3", TestSkus.gb300(), 1);
        for (int i = 0; i < 50; i++) {
            assertThat(again.atMillis()).isEqualTo(one.atMillis());
            assertThat(again.trouble()).isEqualTo(one.trouble());
            assertThat(other.atMillis()).isNotEqualTo(one.atMillis());
            one.advance();
            again.advance();
            other.advance();
        }
    }

    @Test
    void ratesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> stream(1, 0)).hasMessageContaining("meta=10");
        assertThatThrownBy(() -> stream(1, Double.NaN)).hasMessageContaining("meta=10");
    }

    private static FailureStream stream(int rack, double multiple) {
        return new FailureStream(7, "rack-" + rack, TestSkus.gb300(), multiple);
    }
}
