package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up --faults}: parts fail by themselves, at published rates. */
class PublishedFaultsTest {

    private static final Path DATA = Path.of("data");

    @ParameterizedTest
    @ValueSource(strings = {"meta", "meta=10", "meta=0.5"})
    void everyAgentIsToldTheRates(String faults) {
        assertThat(command(options(faults))).containsSequence("--faults", faults);
    }

    @Test
    void withoutThemNothingFailsByItself() {
        assertThat(command(options(""))).doesNotContain("--faults");
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "meta=", "meta=0", "meta=0.0", "meta=-1", "meta=NaN", "10"})
    void whatNoAgentUnderstandsIsAnErrorOfUsageBeforeAnythingStarts(String faults) {
        assertThatThrownBy(() -> options(faults))
                .isInstanceOf(UpOptions.UsageException.class)
                .hasMessageContaining("--faults " + faults + " makes no sense")
                .hasMessageContaining("meta=10");
    }

    private static List<String> command(UpOptions options) {
        Scenario scenario = new Scenario("dps-8", "", List.of("l1"), 8, false, 3, 1, 1);
        return new AgentProgram(
                        BuiltParts.staged(DATA.resolve("app")),
                        options.layout(),
                        "127.0.0.1:9092",
                        options.traffic(),
                        options,
                        0,
                        scenario)
                .spec(new AgentPlan.Host("host-l1", List.of("l1")), List.of())
                .command();
    }

    private static UpOptions options(String faults) {
        return new UpOptions(
                "dps-8",
                OptionalInt.empty(),
                false,
                "",
                faults,
                OptionalInt.empty(),
                1,
                1,
                Path.of("trace.csv"),
                OptionalDouble.empty(),
                8080,
                new StackLayout(DATA),
                Path.of(""),
                false,
                false);
    }
}
