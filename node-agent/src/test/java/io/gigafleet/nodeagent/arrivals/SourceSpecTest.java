package io.gigafleet.nodeagent.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSpecTest {

    @Test
    void ratesAndTracesAreRead() {
        assertThat(SourceSpec.parse("conversation=rate:12.5"))
                .isEqualTo(new SourceSpec("conversation", new SourceSpec.Kind.Rate(12.5)));
        assertThat(SourceSpec.parse("code-1=trace:some dir/a=b.csv"))
                .isEqualTo(
                        new SourceSpec(
                                "code-1", new SourceSpec.Kind.TraceFile("some dir/a=b.csv")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate:12",
                "c=12",
                "c=rate:",
                "c=rate:fast",
                "c=rate:0",
                "c=rate:-1",
                "c=rate:NaN",
                "C=rate:1",
                "c=file:x"
            })
    void anythingElseIsAMistakeThatIsExplained(String text) {
        assertThatThrownBy(() -> SourceSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(Write NAME=rate:|not a number|must be above 0).*");
    }
}
