package io.gigafleet.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static PlacementResult size(String scheduler, int racks, double millis) {
        return new PlacementResult(
                scheduler, "std-" + racks, "weighted", true, racks, millis, Optional.empty());
    }

    private static PlacementResult quality(
            String scheduler, String objective, double accelerators, double weighted) {
        return new PlacementResult(
                scheduler,
                "std-500",
                objective,
                false,
                500,
                10,
                Optional.of(new PlacementResult.Gaps(accelerators, weighted)));
    }

    private static long dots(String picture, String scheduler) {
        return picture.lines()
                .filter(line -> line.contains("<circle") && line.contains(Palette.of(scheduler)))
                .count();
    }

    @Test
    void axisPutsPowersOfTenAtEqualDistances() {
        LogAxis axis = LogAxis.over(List.of(500.0, 28_000.0), 0, 300);

        assertThat(axis.marks()).containsExactly(100.0, 1_000.0, 10_000.0, 100_000.0);
        assertThat(axis.at(1_000)).isCloseTo(100, within(1e-9));
        assertThat(axis.at(0)).isZero();
        assertThat(axis.at(1e9)).isEqualTo(300);
    }

    @Test
    void growthHasADotForEachSizeAndTheExponentInTheLegend() {
        String picture =
                GrowthChart.of(
                        List.of(
                                size("gigafleet", 1_000, 10),
                                size("gigafleet", 10_000, 100),
                                size("kube", 1_000, 50),
                                quality("kube", "weighted", 1, 1)));

        assertThat(dots(picture, "gigafleet")).isEqualTo(3);
        assertThat(dots(picture, "kube")).isEqualTo(2);
        assertThat(picture).contains("gigafleet: grows as racks^1.00");
    }

    @Test
    void qualityShowsAPlanUnderItsOwnObjective() {
        String picture =
                GapChart.of(
                        List.of(
                                quality("gigafleet", "weighted", 0.2, 0.01),
                                quality("gigafleet online", "weighted", 0.2, 0.05),
                                size("gigafleet", 1_000, 10)));

        assertThat(dots(picture, "gigafleet")).isEqualTo(2);
        assertThat(dots(picture, "gigafleet online")).isEqualTo(2);
    }

    @Test
    void whoKnowsNoObjectiveIsShownUnderBoth() {
        String picture = GapChart.of(List.of(quality("kube", "weighted", 0.8, 6)));

        assertThat(dots(picture, "kube")).isEqualTo(3);
    }
}
