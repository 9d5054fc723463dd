package io.gigafleet.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {

    @ParameterizedTest
    @CsvSource({"1.07, 300", "1.2, 60", "1.4, 2", "1.6, 1"})
    void overloadIsCarriedOnlySoLong(double load, int tripsInSecond) {
        Breaker breaker = new Breaker();
        for (int second = 1; second < tripsInSecond; second++) {
            assertThat(breaker.carries(load, 1)).as("second " + second).isTrue();
        }
        assertThat(breaker.carries(load, 1)).isFalse();
    }

    @Test
    void aLittleTooMuchIsCarriedForEver() {
        Breaker breaker = new Breaker();
        for (int second = 0; second < 86_400; second++) {
            assertThat(breaker.carries(1.05, 1)).isTrue();
        }
    }

    @Test
    void whatWasUsedUpComesBackWithLessLoad() {
        Breaker breaker = new Breaker();
        for (int round = 0; round < 10; round++) {
            assertThat(breaker.carries(1.2, 40)).isTrue();
            assertThat(breaker.carries(0.9, 60)).isTrue();
        }
    }
}
