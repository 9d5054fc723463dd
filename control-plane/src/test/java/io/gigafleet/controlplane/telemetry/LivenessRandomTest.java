package io.gigafleet.controlplane.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever breaks, in any order: no rack is lost by our own blindness, and none stays undetected.
 */
class LivenessRandomTest {

    private static final LivenessLimits LIMITS = LivenessLimits.STANDARD;
    private static final List<String> RACKS = List.of("r1", "r2", "r3", "r4", "r5", "r6");
    private static final String STEADY_RACK = "r6";
    private static final String DEAD_RACK = "r5";
    private static final int SECONDS = 2_000;
    private static final int CALM_SECONDS = 45;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void lostMeansSilentForThirtySecondsAndNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LivenessStory story = new LivenessStory();
        for (int index = 0; index < RACKS.size(); index++) {
            story.rack(RACKS.get(index), "agent-" + (1 + index / 2));
        }
        story.seconds(10).silence(DEAD_RACK);
        for (int second = 0; second < SECONDS; second++) {
            breakSomething(story, random);
            story.seconds(1);
            if (story.judgedNow()) {
                assertNoRackIsLostTooSoon(story, seed, second);
            }
        }
        mendAll(story);
        story.seconds(CALM_SECONDS);
        assertThat(story.conditionOf(DEAD_RACK)).as("seed %d", seed).isEqualTo(Condition.LOST);
        assertThat(story.conditionOf(STEADY_RACK)).as("seed %d", seed).isEqualTo(Condition.FRESH);
    }

    /** What the plane may not have read yet is at most one path gap old. */
    private static void assertNoRackIsLostTooSoon(LivenessStory story, long seed, int second) {
        for (String rack : RACKS) {
            if (story.conditionOf(rack) == Condition.LOST) {
                assertThat(story.silenceMillis(rack, LIMITS.pathGapMillis()))
                        .as("seed %d second %d rack %s", seed, second, rack)
                        .isGreaterThanOrEqualTo(LIMITS.lostMillis() - LIMITS.pathGapMillis());
            }
        }
        assertThat(story.conditionOf(STEADY_RACK))
                .as("seed %d second %d", seed, second)
                .isNotIn(Condition.LOST, Condition.BAD);
    }

    /** Breaks or mends something in about half of all seconds. */
    private static void breakSomething(LivenessStory story, SplittableRandom random) {
        String rack = RACKS.get(random.nextInt(4));
        int event = random.nextInt(60);
        if (event > 26) {
            return;
        }
        switch (event) {
            case 0, 1 -> story.silence(rack);
            case 2, 3 -> story.speak(rack);
            case 4 -> story.canaries(false);
            case 5, 6 -> story.canaries(true);
            case 7 -> story.broker(false);
            case 8, 9, 10 -> story.broker(true);
            case 11 -> story.planeReads(false);
            case 12, 13, 14 -> story.planeReads(true);
            case 15 -> story.planeRuns(false);
            case 16, 17, 18 -> story.planeRuns(true);
            case 19 -> story.telemetryStaysUnread(true);
            case 20, 21, 22 -> story.telemetryStaysUnread(false);
            case 23 -> story.killHost("agent-1");
            case 24, 25 -> story.reviveHost("agent-1");
            default -> story.newLeader();
        }
    }

    private static void mendAll(LivenessStory story) {
        story.canaries(true)
                .broker(true)
                .planeReads(true)
                .planeRuns(true)
                .telemetryStaysUnread(false)
                .reviveHost("agent-1");
    }
}
