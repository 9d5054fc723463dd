package io.gigafleet.nodeagent.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceFormatTest {

    private static final String AZURE = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final String MOONCAKE = "timestamp_ms,input_tokens,output_tokens";

    @Test
    void azureTracesAreRead() {
        Trace trace =
                read(
                        AZURE,
                        "2023-11-16 18:15:46.6805900,374,44",
                        "2023-11-16 18:15:50.9951690,396,109",
                        "2023-11-16 18:16:00,5,1",
                        "");

        assertThat(trace.size()).isEqualTo(3);
        assertThat(trace.arrivalMillis(0)).isZero();
        assertThat(trace.arrivalMillis(1)).isCloseTo(4_314.579, within(0.001));
        assertThat(trace.inputTokens(1)).isEqualTo(396);
        assertThat(trace.outputTokens(1)).isEqualTo(109);
        assertThat(trace.arrivalMillis(2)).isCloseTo(13_319.41, within(0.001));
    }

    @Test
    void mooncakeTracesAreRead() {
        Trace trace = read(MOONCAKE, "3000,6758,500", "3000,7322,490", "6000,1,0");

        assertThat(trace.arrivalMillis(1)).isZero();
        assertThat(trace.arrivalMillis(2)).isEqualTo(3_000);
        assertThat(trace.inputTokens(0)).isEqualTo(6_758);
        assertThat(trace.outputTokens(2)).as("every request yields a token").isEqualTo(1);
    }

    @Test
    void traceOfOneRequestRepeatsItOnceASecond() {
        assertThat(read(MOONCAKE, "77,1,1").periodMillis()).isEqualTo(1_000);
    }

    @Test
    void unknownHeaderIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> read("time,in,out", "1,2,3"))
                .hasMessageContaining("t.csv, line 1")
                .hasMessageContaining("'time,in,out'")
                .hasMessageContaining(AZURE)
                .hasMessageContaining(MOONCAKE);
    }

    @Test
    void badLinesAreNamed() {
        assertBad("t.csv, line 3: 'abc' is not a number of tokens", "0,1,1", "1,abc,2");
        assertBad("t.csv, line 2: 'x' is not a number of ms", "x,1,1");
        assertBad("t.csv, line 2: it has 2 fields, expected 3", "0,1");
        assertBad("t.csv, line 2: '0' tokens, expected at least 1", "0,0,1");
        assertBad("t.csv, line 2: '-4' tokens, expected at least 0", "0,1,-4");
        assertBad("t.csv, line 3: it arrives before the line above it", "5,1,1", "4,1,1");
        assertThatThrownBy(() -> read(AZURE, "2023-11-16T18:15:46,1,1"))
                .hasMessageContaining("t.csv, line 2: '2023-11-16T18:15:46' is not a time like");
    }

    @Test
    void emptyTracesAreMistakes() {
        assertThatThrownBy(() -> Source.readTrace("t.csv", List.<String>of().iterator()))
                .hasMessageContaining("t.csv is empty");
        assertThatThrownBy(() -> read(AZURE)).hasMessageContaining("has a header but no requests");
    }

    private static void assertBad(String message, String... lines) {
        assertThatThrownBy(() -> read(MOONCAKE, lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Trace read(String header, String... lines) {
        return Source.readTrace(
                "t.csv",
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(header), java.util.Arrays.stream(lines))
                        .iterator());
    }
}
