package io.gigafleet.nodeagent.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTraceTest {

    private final List<String> lines = SampleTrace.lines(1);
    private final Trace trace = Source.readTrace("sample", lines.iterator());

    @Test
    void traceHasTwentyMinutesAndAboutFourThousandRequests() {
        assertThat(trace.size()).isBetween(3_600, 4_600);
        assertThat(trace.periodMillis()).isBetween(1_190_000.0, 1_201_000.0);
    }

    @Test
    void traceIsBursty() {
        int[] perSecond = new int[1_200];
        for (int request = 0; request < trace.size(); request++) {
            perSecond[(int) (trace.arrivalMillis(request) / 1_000)]++;
        }
        double mean = Arrays.stream(perSecond).average().orElseThrow();
        double variance =
                Arrays.stream(perSecond).mapToDouble(n -> (n - mean) * (n - mean)).sum() / 1_200;

        // A Poisson process has variance = mean.
        assertThat(variance / mean).isBetween(1.2, 2.5);
    }

    @Test
    void sameSeedGivesTheSameTraceAndAnotherDoesNot() {
        assertThat(SampleTrace.lines(1)).isEqualTo(lines);
        assertThat(SampleTrace.lines(2)).isNotEqualTo(lines);
    }

    @Test
    void shippedTraceIsWhatTheGeneratorWrites() throws IOException {
        Path shipped = Path.of("..", "deploy", "examples", "sample-trace.csv");

        assertThat(Files.readAllLines(shipped))
                .as("run 'sample-trace --seed 1 --out deploy/examples/sample-trace.csv'")
                .isEqualTo(lines);
    }
}
