package io.gigafleet.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.bench.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTraceTest {

    @TempDir private Path directory;

    @Test
    void aSampleIsReadBackAsItWasWritten() throws IOException {
        LoadTrace sample = LoadTrace.sample(2, 1);
        Path file = Files.write(directory.resolve("sample.csv"), sample.lines());

        LoadTrace read = LoadTrace.read(file);

        assertThat(read.windowSeconds()).isEqualTo(600);
        assertThat(read.seconds()).isEqualTo(2 * 86_400);
        assertThat(read.at(7_000)).isCloseTo(sample.at(7_000), within(1e-3));
    }

    @Test
    void theSameSeedMakesTheSameSample() {
        assertThat(LoadTrace.sample(1, 3)).isEqualTo(LoadTrace.sample(1, 3));
        assertThat(LoadTrace.sample(1, 3)).isNotEqualTo(LoadTrace.sample(1, 4));
    }

    @Test
    void theRateRunsStraightFromTheMiddleOfAWindowToThatOfTheNext() {
        LoadTrace trace = new LoadTrace(100, List.of(10.0, 30.0));

        assertThat(trace.at(0)).isEqualTo(10);
        assertThat(trace.at(100)).isEqualTo(20);
        assertThat(trace.at(125)).isEqualTo(25);
        assertThat(trace.at(10_000)).isEqualTo(30);
    }

    @Test
    void anotherFileIsRefusedWithItsLine() throws IOException {
        Path other = Files.write(directory.resolve("other.csv"), List.of("a,b", "1,2", "3,4"));
        assertThatThrownBy(() -> LoadTrace.read(other))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("start_s,requests_per_s");

        Path odd =
                Files.write(
                        directory.resolve("odd.csv"),
                        List.of("start_s,requests_per_s", "0,1", "600,NaN"));
        assertThatThrownBy(() -> LoadTrace.read(odd))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("line 3");
    }
}
