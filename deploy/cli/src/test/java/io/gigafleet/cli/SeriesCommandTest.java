package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get series} and {@code top}. */
class SeriesCommandTest {

    @TempDir Path directory;
    private FakePlane plane;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        plane = new FakePlane();
        operator = Operator.of(directory, plane);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void seriesIsASparkLineAndItsNewestPoints() {
        plane.answers(
                "GET /series?from=2026-03-01T02%3A00%3A00Z&metric=watts&subject=rack%2Fr1",
                200,
                """
                {"subject": "rack/r1", "metric": "watts", "unit": "W", "sourceSeconds": 10, "stepSeconds": 10,
                 "points": [{"at": "2026-03-01T02:00:00Z", "value": 40000.0, "high": 41000.5},
                            {"at": "2026-03-01T02:00:10Z", "value": 60000.0, "high": 61000.0},
                            {"at": "2026-03-01T02:00:20Z", "value": 50000.0, "high": 60000.0}]}
                """);

        assertThat(operator.types("get", "series", "rack/r1", "--since", "1h").out())
                .isEqualTo(
                        """
                        rack/r1  watts in W, a point every 10s from roll-ups of 10s
                        ▁█▅  40,000.0 to 60,000.0
                        AT                       VALUE      HIGH
                        2026-03-01T02:00:00Z  40,000.0  41,000.5
                        2026-03-01T02:00:10Z  60,000.0  61,000.0
                        2026-03-01T02:00:20Z  50,000.0  60,000.0
                        """);
    }

    @Test
    void seriesOfNothingIsWrongUsage() {
        Operator.Saw saw = operator.types("get", "series");

        assertThat(saw.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(saw.err()).contains("get series rack/NAME");
    }

    @Test
    void sparkLineOfEqualValuesIsFlat() {
        assertThat(SeriesView.spark(new double[] {5, 5, 5})).startsWith("▁▁▁ ");
    }

    @Test
    void topRanksRacks() {
        plane.answers(
                "GET /top?limit=2&metric=die&row=h1-r1",
                200,
                """
                {"metric": "die", "unit": "°C", "asOf": "2026-03-01T02:59:59Z",
                 "items": [{"rack": "r7", "hall": "h1", "row": "h1-r1", "loop": "l2", "value": 84.5,
                            "heardAt": "2026-03-01T02:59:59Z"},
                           {"rack": "r1", "hall": "h1", "row": "h1-r1", "loop": "l1", "value": 61.0,
                            "heardAt": "2026-03-01T02:59:58Z"}]}
                """);

        assertThat(
                        operator.types(
                                        "top", "racks", "--by", "die", "--limit", "2", "--row",
                                        "h1-r1")
                                .out())
                .isEqualTo(
                        """
                        RACK  HALL  ROW    LOOP  DIE °C  HEARD
                        r7    h1    h1-r1  l2      84.5  1s
                        r1    h1    h1-r1  l1      61.0  2s
                        """);
    }
}
