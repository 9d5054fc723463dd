package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineViewTest {

    private static final String TIMELINE =
            """
            {"rollout": "hall-64", "speed": 600, "firstToken": "PT19H40M",
             "toService": {"racks": 2, "p10": "PT19H", "median": "PT19H", "p90": "PT31H", "max": "PT31H"},
             "toFirstToken": {"racks": 1, "p10": "PT19H40M", "median": "PT19H40M", "p90": "PT19H40M", "max": "PT19H40M"},
             "throughput": {"overall": {"racksPerDay": 31.2, "megawattsPerDay": 4.4},
                            "lastWave": {"racksPerDay": 0, "megawattsPerDay": 0}},
             "stages": [
               {"stage": "DELIVERED", "attempts": 3, "failures": 1,
                "working": {"racks": 2, "p10": "PT20M", "median": "PT20M", "p90": "PT44M", "max": "PT44M"},
                "waiting": {"racks": 2, "p10": "PT0S", "median": "PT0S", "p90": "PT90S", "max": "PT90S"}}],
             "criticalPath": [
               {"wave": 1, "rack": "r1", "part": "TURN", "stage": null, "ended": "2026-03-01T00:00:00Z", "duration": "PT15M"},
               {"wave": 1, "rack": "r1", "part": "WAITING", "stage": "DELIVERED", "ended": "2026-03-01T00:00:00Z", "duration": "PT1M"},
               {"wave": 1, "rack": "r1", "part": "STAGE", "stage": "DELIVERED", "ended": "2026-03-01T00:00:00Z", "duration": "PT44M"},
               {"wave": 1, "rack": null, "part": "SOAK", "stage": null, "ended": null, "duration": "PT1H"}],
             "racks": [
               {"rack": "r1", "wave": 1, "repair": "PT0S", "toService": "PT19H", "toFirstToken": null,
                "stages": [{"stage": "DELIVERED", "attempts": 2}]}]}
            """;

    @TempDir Path directory;
    private FakePlane plane;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        plane = new FakePlane();
        operator = Operator.of(directory, plane);
        plane.answers("GET /rollouts/hall-64/timeline", 200, TIMELINE);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void timelineShowsStagesAndWhatDecidedHowLongItTook() {
        assertThat(operator.types("rollout", "timeline", "hall-64").out())
                .isEqualTo(
                        """
                        rollout              hall-64
                        first token          19h 40m
                        dock to service      median 19h, p10 19h, p90 1d 7h, max 1d 7h (racks: 2)
                        dock to first token  median 19h 40m, p10 19h 40m, p90 19h 40m, max 19h 40m (racks: 1)
                        throughput           31.2 racks a day, 4.4 MW a day

                        stages
                          STAGE      RACKS  ATTEMPTS  FAILED  P10  MEDIAN  P90  MAX  WAITED P50  WAITED MAX
                          DELIVERED      2         3       1  20m     20m  44m  44m          0s         90s

                        critical path
                          WAVE  RACK  WHAT                     TOOK   %
                             1  r1    waits for its turn        15m  13
                             1  r1    waits for DELIVERED       60s   1
                             1  r1    DELIVERED                 44m  37
                             1  -     soak and gate, going on    1h  50
                        """);
    }

    @Test
    void everyRackIsShownOnRequest() {
        assertThat(operator.types("rollout", "timeline", "hall-64", "--racks").out())
                .endsWith(
                        """
                        racks
                          WAVE  RACK  TO SERVICE  TO FIRST TOKEN  IN REPAIR  ATTEMPTS
                             1  r1           19h               -         0s         2
                        """);
    }
}
