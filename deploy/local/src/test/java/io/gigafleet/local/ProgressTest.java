package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aLineBeginsWithTheSecondsSinceTheStart() {
        assertThat(Progress.line(Duration.ofMillis(1_250), "Kafka ready"))
                .isEqualTo("   1.3 s  Kafka ready");
    }

    @Test
    void silenceIsBrokenByWhatIsWaitedFor() {
        Progress progress = new Progress(out, System.nanoTime() - Duration.ofSeconds(3).toNanos());
        try (Progress.Wait kafka = progress.waitFor("Kafka");
                Progress.Wait database = progress.waitFor("PostgreSQL")) {
            progress.remind();
        }

        assertThat(printed()).endsWith("waiting for Kafka, PostgreSQL\n");
    }

    @Test
    void nothingIsSaidWhileSomethingWasSaidJustNow() {
        Progress progress = new Progress(out, System.nanoTime());
        try (Progress.Wait kafka = progress.waitFor("Kafka")) {
            progress.say("PostgreSQL ready");
            progress.remind();
        }

        assertThat(printed()).doesNotContain("waiting");
    }

    @Test
    void whatIsThereIsNoLongerWaitedFor() {
        Progress progress = new Progress(out, System.nanoTime() - Duration.ofSeconds(3).toNanos());
        progress.waitFor("Kafka").close();

        progress.remind();

        assertThat(printed()).isEmpty();
    }

    @Test
    void theWelcomeTellsWhereToLookAndHowLongItTook() {
        String text =
                Welcome.text(Duration.ofMillis(9_840), options(), "http://127.0.0.1:8080", true);

        assertThat(text)
                .contains("Console and API      http://127.0.0.1:8080")
                .contains("run/admin.token")
                .contains("Time to first token  9.8 s")
                .contains("./gigafleet get site")
                .contains("Ctrl-C stops everything");
    }

    @Test
    void theWelcomeDoesNotClaimATokenThatNeverCame() {
        assertThat(Welcome.text(Duration.ofMinutes(2), options(), "http://127.0.0.1:8080", false))
                .contains("Time to first token  none yet");
    }

    @Test
    void aSecondUpSaysWhatIsUp() {
        StackFile stack =
                new StackFile(
                        "http://127.0.0.1:8080",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "dps-8",
                        "",
                        "noon",
                        true,
                        List.of());

        assertThat(AlreadyUp.text(Optional.of(stack), options().layout()))
                .isEqualTo(
                        "already up: dps-8 at http://127.0.0.1:8080 since noon; ./gigafleet down"
                                + " stops it");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static UpOptions options() {
        return new UpOptions(
                "dps-8",
                OptionalInt.empty(),
                false,
                "",
                "",
                OptionalInt.empty(),
                1,
                1,
                Path.of("trace.csv"),
                OptionalDouble.empty(),
                8080,
                new StackLayout(Path.of("data")),
                Path.of(""),
                false,
                false);
    }
}
