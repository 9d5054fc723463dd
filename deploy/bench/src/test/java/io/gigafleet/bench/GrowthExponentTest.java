package io.gigafleet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthExponentTest {

    @Test
    void costThatQuadruplesWhenSizeDoublesGrowsWithTheSquare() {
        assertThat(GrowthExponent.of(List.of(1.0, 2.0, 4.0), List.of(3.0, 12.0, 48.0)))
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void oneSizeSaysNothingAboutGrowth() {
        assertThatThrownBy(() -> GrowthExponent.of(List.of(1.0), List.of(1.0)))
                .hasMessageContaining("two or more");
    }
}
