package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    @Test
    void wordsStandLeftAndNumbersRight() {
        assertThat(
                        TextTable.lines(
                                List.of("NAME", "PID"),
                                List.of(List.of("kafka", "7"), List.of("pg", "12345"))))
                .containsExactly("NAME     PID", "kafka      7", "pg     12345");
    }

    @Test
    void aTableWithoutRowsIsItsHead() {
        assertThat(TextTable.lines(List.of("NAME"), List.of())).containsExactly("NAME");
    }

    @ParameterizedTest
    @CsvSource({"42, 42s", "725, 12m 5s", "11400, 3h 10m"})
    void uptimesReadAsPeopleSayThem(long seconds, String text) {
        assertThat(StatusCommand.uptime(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
