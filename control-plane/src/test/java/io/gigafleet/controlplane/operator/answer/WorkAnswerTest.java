package io.gigafleet.controlplane.operator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkAnswerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
    private static final long NOW_MILLIS = NOW.toEpochMilli();
    private static final Pace FAST = new Pace(600);

    @Test
    void durationsAreRolloutTimeAndMomentsTheWallClock() {
        WorkAnswer answer =
                WorkAnswer.of(
                        new StageWork.Asked(
                                RackStage.BURNED_IN,
                                2,
                                NOW_MILLIS - 8_000,
                                NOW_MILLIS - 6_000,
                                NOW_MILLIS + 90_000,
                                true,
                                "flow stands still"),
                        FAST,
                        NOW);

        assertThat(answer.elapsed()).isEqualTo("PT1H");
        assertThat(answer.sla()).isEqualTo("PT6H");
        assertThat(answer.deadline()).isEqualTo(NOW.plusSeconds(90));
        assertThat(answer.inconclusive()).isTrue();
    }

    @Test
    void workThatWaitsHasNoDeadline() {
        WorkAnswer answer =
                WorkAnswer.of(
                        new StageWork.Waiting(
                                RackStage.ENERGIZED,
                                1,
                                NOW_MILLIS - 3_000,
                                NOW_MILLIS,
                                "feed-1 has no headroom"),
                        FAST,
                        NOW);

        assertThat(answer.elapsed()).isEqualTo("PT30M");
        assertThat(answer.askedAt()).isNull();
        assertThat(answer.sla()).isNull();
        assertThat(answer.deadline()).isNull();
    }
}
