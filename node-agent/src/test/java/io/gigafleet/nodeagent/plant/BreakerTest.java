package io.gigafleet.nodeagent.plant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {

    private static final double STEP_SECONDS = 0.05;

    private final Breaker breaker = new Breaker();

    @ParameterizedTest
    @CsvSource({
        "1.06, 300",
        "1.1, 300",
        "1.11, 60",
        "1.3, 60",
        "1.31, 1.5",
        "1.5, 1.5",
        "1.51, 0.5",
        "4, 0.5"
    })
    void overloadIsCarriedForAsLongAsTheCurveSays(double load, double seconds) {
        assertThat(secondsUntilOpen(load)).isBetween(seconds - 0.001, seconds + 2 * STEP_SECONDS);
    }

    @Test
    void upToTheLastingLoadItStaysClosed() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(breaker.step(OverloadCurve.LASTING_LOAD, STEP_SECONDS)).isFalse();
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void overloadsAddUp() {
        run(1.2, 45);
        run(1.4, 0.3);
        assertThat(breaker.wear()).isBetween(0.94, 0.96);
        assertThat(breaker.isOpen()).isFalse();
        run(1.2, 4);
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void itCoolsAtItsRatingAndKeepsItsHeatAbove() {
        run(1.2, 30);
        run(1.05, 600);
        assertThat(breaker.wear()).isBetween(0.49, 0.51);
        run(0.9, 31);
        assertThat(breaker.wear()).isZero();
    }

    @Test
    void onceOpenItStaysOpenUntilItIsClosed() {
        secondsUntilOpen(2);
        run(0, 3_600);
        assertThat(breaker.isOpen()).isTrue();

        breaker.close();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(secondsUntilOpen(1.2)).isGreaterThan(59);
    }

    private void run(double load, double seconds) {
        for (int i = 0; i < Math.round(seconds / STEP_SECONDS); i++) {
            breaker.step(load, STEP_SECONDS);
        }
    }

    private double secondsUntilOpen(double load) {
        int steps = 1;
        while (!breaker.step(load, STEP_SECONDS)) {
            steps++;
        }
        return steps * STEP_SECONDS;
    }
}
