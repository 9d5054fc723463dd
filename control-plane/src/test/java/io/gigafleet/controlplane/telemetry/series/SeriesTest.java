package io.gigafleet.controlplane.telemetry.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import io.gigafleet.controlplane.telemetry.series.Subject.OfPlant;
import io.gigafleet.controlplane.telemetry.series.Subject.OfRack;
import io.gigafleet.controlplane.telemetry.series.Subject.OfService;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void pointIsTheMeanAndTheMaximumOfItsWindows() {
        Series series = new Series(Metric.WATTS, 60);

        series.addRack(List.of(watts(120, 4_000, 5_000), watts(130, 8_000, 8_500)), 10);
        series.addRack(List.of(watts(180, 1_000, 1_100)), 10);

        assertThat(series.points())
                .containsExactly(
                        new SeriesPoint(120, 6_000, 8_500), new SeriesPoint(180, 1_000, 1_100));
    }

    @Test
    void windowGivenTwiceCountsOnceAsGivenLast() {
        Series series = new Series(Metric.WATTS, 10);

        series.addRack(List.of(watts(120, 4_000, 5_000)), 10);
        series.addRack(List.of(watts(120, 4_200, 5_100)), 10);

        assertThat(series.points()).containsExactly(new SeriesPoint(120, 4_200, 5_100));
    }

    @Test
    void countersAreRates() {
        Series series = new Series(Metric.TOKENS, 10);

        series.addRack(List.of(watts(0, 1, 1)), 10);

        assertThat(series.points()).containsExactly(new SeriesPoint(0, 30, 30));
    }

    @Test
    void latenciesOfWindowsAddUpToPercentiles() {
        Series series = new Series(Metric.TTFT, 60);

        series.addService(
                List.of(
                        service(0, LatencyCounts.of(10, 90)),
                        service(10, LatencyCounts.of(30, 10))),
                10);

        SeriesPoint point = series.points().getFirst();
        assertThat(series.points()).hasSize(1);
        assertThat(point.value()).isCloseTo(5.7, within(0.6));
        assertThat(point.high()).isBetween(190.0, 240.0);
    }

    @Test
    void serviceWithoutRequestsHasNoLatencies() {
        Series series = new Series(Metric.TTFT, 60);

        series.addService(List.of(service(0, LatencyCounts.NONE)), 10);

        assertThat(series.points()).isEmpty();
    }

    @Test
    void subjectsAreReadFromTheirWords() {
        assertThat(Subject.parse("rack/r1")).isEqualTo(new OfRack("r1"));
        assertThat(Subject.parse("service/chat")).isEqualTo(new OfService("chat"));
        assertThat(Subject.parse("domain/row-1")).isEqualTo(new OfPlant("domain/row-1"));
        assertThat(Subject.parse("site")).isEqualTo(new OfPlant("site"));
        for (String wrong : List.of("", "rack", "rack/", "hall/h1", "site/x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Subject.parse(wrong))
                    .withMessageContaining("rack/NAME");
        }
    }

    private static RackRollup watts(long start, long mean, long max) {
        return new RackRollup(
                "r1", start, 10, mean, max, 0, 600, 550, 0, 0, 3, 0, 300, 0, 0, LatencyCounts.NONE);
    }

    private static ServiceRollup service(long start, LatencyCounts firstTokens) {
        return new ServiceRollup("chat", start, 10, 0, 0, 0, 0, firstTokens, LatencyCounts.NONE);
    }
}
