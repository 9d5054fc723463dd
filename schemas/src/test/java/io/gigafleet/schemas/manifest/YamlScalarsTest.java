package io.gigafleet.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarsTest {

    @ParameterizedTest
    @CsvSource({"671e9, 671000000000", "8.0, 8", "-3, -3", "1E3, 1000", "+7, 7", "007, 7"})
    void wholeNumbersAreWholeHoweverTheyAreWritten(String text, long value) {
        assertThat(YamlScalars.read(text)).isEqualTo(LongNode.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "yes", "on", "0x10", "1_000", "1:30", "1e", ".", "1e999", "-"})
    void whatIsNoNumberInYaml12IsText(String text) {
        assertThat(YamlScalars.read(text).isTextual()).as(text).isTrue();
    }

    @Test
    void truthValuesAndNothingAreTheirOwnWords() {
        assertThat(YamlScalars.read("true")).isEqualTo(BooleanNode.TRUE);
        assertThat(YamlScalars.read("False")).isEqualTo(BooleanNode.FALSE);
        assertThat(YamlScalars.read("~").isNull()).isTrue();
        assertThat(YamlScalars.read("").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"671e9, 671e9", "37.5e9, 37.5e9", "1000000000, 1e9", "0.87, 0.87", "8, 8", "0, 0"})
    void numbersAreWrittenShort(double number, String text) {
        assertThat(YamlScalars.write(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void writtenNumbersReadAsTheSame(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            double number = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
            double shown = i % 2 == 0 ? number : Math.rint(number);

            assertThat(YamlScalars.read(YamlScalars.write(shown)).doubleValue())
                    .as("seed " + seed + ", number " + i)
                    .isEqualTo(shown + 0.0);
        }
    }
}
