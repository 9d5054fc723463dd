package io.gigafleet.controlplane.rollout;

import static io.gigafleet.controlplane.rollout.TimelineStory.MINUTE;
import static io.gigafleet.schemas.RackStage.ACCEPTED;
import static io.gigafleet.schemas.RackStage.BURNED_IN;
import static io.gigafleet.schemas.RackStage.DELIVERED;
import static io.gigafleet.schemas.RackStage.INSTALLED;
import static io.gigafleet.schemas.RackStage.PROVISIONED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.controlplane.rollout.CriticalPath.Segment;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void waitingForARequestIsToldFromWork() {
        Timeline timeline =
                new TimelineStory()
                        .rack("r1", 1)
                        .reached(DELIVERED, 0, 5, 25)
                        .reached(INSTALLED, 25, 25, 205)
                        .at(205);

        assertThat(timeline.racks().getFirst().stages())
                .containsExactly(
                        new RackTimes.StageTime(DELIVERED, 1, 5 * MINUTE, 20 * MINUTE, true),
                        new RackTimes.StageTime(INSTALLED, 1, 0, 180 * MINUTE, true));
    }

    @Test
    void attemptsAddUpAndTheTimeInQuarantineIsRepair() {
        Timeline timeline =
                new TimelineStory()
                        .rack("r1", 1)
                        .failed(BURNED_IN, 0, 0, 60)
                        .quarantined(BURNED_IN, 70, 70, 130)
                        .reached(BURNED_IN, 430, 430, 490)
                        .at(490);

        RackTimes rack = timeline.racks().getFirst();
        assertThat(rack.stages())
                .containsExactly(new RackTimes.StageTime(BURNED_IN, 3, 0, 180 * MINUTE, true));
        assertThat(rack.repairMillis()).isEqualTo(300 * MINUTE);
        assertThat(timeline.stages().getFirst().failures()).isEqualTo(2);
    }

    @Test
    void durationsAreRolloutTimeWhateverTheSpeed() {
        TimelineStory story =
                new TimelineStory()
                        .rack("r1", 1)
                        .reached(DELIVERED, 0, 1, 2)
                        .inService(10)
                        .firstToken(12);

        Timeline timeline = story.at(20, 600);

        assertThat(timeline.racks().getFirst().toServiceMillis())
                .isEqualTo(OptionalLong.of(6_000 * MINUTE));
        assertThat(timeline.racks().getFirst().toFirstTokenMillis())
                .isEqualTo(OptionalLong.of(7_200 * MINUTE));
        assertThat(timeline.racks().getFirst().stages().getFirst().waitingMillis())
                .isEqualTo(600 * MINUTE);
        assertThat(timeline.firstTokenMillis()).isEqualTo(OptionalLong.of(7_200 * MINUTE));
    }

    @Test
    void percentilesAreDurationsThatWereMeasured() {
        TimelineStory story = new TimelineStory();
        for (int rack = 1; rack <= 10; rack++) {
            story.rack("r" + rack, 1).reached(PROVISIONED, 0, 0, 10L * rack);
        }
        story.rack("stuck", 1).failed(PROVISIONED, 0, 0, 900);

        StageTimes stage = story.at(900).stages().getFirst();

        assertThat(stage.working())
                .isEqualTo(new Spread(10, 10 * MINUTE, 50 * MINUTE, 90 * MINUTE, 100 * MINUTE));
        assertThat(stage.attempts()).isEqualTo(11);
        assertThat(stage.failures()).isEqualTo(1);
    }

    @Test
    void criticalPathFollowsTheLastRackOfEachWaveAndTheSoaks() {
        Timeline timeline =
                new TimelineStory()
                        .rack("fast", 1)
                        .reached(DELIVERED, 0, 0, 10)
                        .inService(10)
                        .rack("slow", 1)
                        .reached(DELIVERED, 5, 8, 30)
                        .reached(ACCEPTED, 30, 30, 40)
                        .inService(40)
                        .rack("next", 2)
                        .reached(DELIVERED, 100, 100, 120)
                        .inService(120)
                        .completed(180)
                        .at(500);

        assertThat(timeline.criticalPath().segments().stream().map(TimelineTest::told))
                .containsExactly(
                        "1 slow TURN 0-5",
                        "1 slow WAITING DELIVERED 5-8",
                        "1 slow STAGE DELIVERED 8-30",
                        "1 slow STAGE ACCEPTED 30-40",
                        "1  SOAK 40-100",
                        "2 next STAGE DELIVERED 100-120",
                        "2  SOAK 120-180");
        assertThat(
                        timeline.criticalPath().segments().stream()
                                .mapToLong(Segment::durationMillis)
                                .sum())
                .as("the path is as long as the rollout")
                .isEqualTo(180 * MINUTE);
    }

    @Test
    void rackThatCameBackFromRepairLaterDidNotHoldItsWaveUp() {
        Timeline timeline =
                new TimelineStory()
                        .rack("leaky", 1)
                        .quarantined(INSTALLED, 0, 0, 20)
                        .reached(INSTALLED, 300, 300, 400)
                        .inService(400)
                        .rack("sound", 1)
                        .reached(INSTALLED, 0, 0, 30)
                        .inService(30)
                        .rack("next", 2)
                        .reached(INSTALLED, 60, 60, 90)
                        .inService(90)
                        .completed(420)
                        .at(420);

        assertThat(timeline.criticalPath().segments().stream().map(TimelineTest::told))
                .containsExactly(
                        "1 sound STAGE INSTALLED 0-30",
                        "1  SOAK 30-60",
                        "2 next STAGE INSTALLED 60-90",
                        "2  SOAK 90-420");
    }

    @Test
    void pathOfAWaveOnItsWayEndsWithTheRackFurthestBehind() {
        Timeline timeline =
                new TimelineStory()
                        .rack("ahead", 1)
                        .reached(DELIVERED, 0, 0, 10)
                        .isAt(BURNED_IN, 20, 20)
                        .rack("behind", 1)
                        .failed(DELIVERED, 0, 0, 10)
                        .isAt(DELIVERED, 10, 15)
                        .at(50);

        List<Segment> segments = timeline.criticalPath().segments();
        assertThat(segments.stream().map(TimelineTest::told))
                .containsExactly(
                        "1 behind STAGE DELIVERED 0-10",
                        "1 behind WAITING DELIVERED 10-15",
                        "1 behind STAGE DELIVERED 15-50");
        assertThat(segments).extracting(Segment::ongoing).containsExactly(false, false, true);
    }

    @Test
    void throughputCountsRacksAndPeakPowerPerDay() {
        Timeline timeline =
                new TimelineStory()
                        .rack("r1", 1)
                        .reached(DELIVERED, 0, 0, 60)
                        .inService(60)
                        .rack("r2", 2)
                        .reached(DELIVERED, 600, 600, 720)
                        .inService(720)
                        .rack("r3", 2)
                        .reached(DELIVERED, 600, 600, 660)
                        .inService(660)
                        .completed(1_440)
                        .at(9_999);

        assertThat(timeline.throughput().overall().racksPerDay()).isCloseTo(3, within(1e-9));
        assertThat(timeline.throughput().overall().megawattsPerDay()).isCloseTo(0.42, within(1e-9));
        assertThat(timeline.throughput().lastWave().racksPerDay()).isCloseTo(24, within(1e-9));
    }

    @Test
    void rolloutWithoutARackInServiceHasNoThroughput() {
        Timeline timeline = new TimelineStory().rack("r1", 1).isAt(DELIVERED, 0, 0).at(60);

        assertThat(timeline.throughput()).isEqualTo(Throughput.NONE);
        assertThat(timeline.toService()).isEqualTo(Spread.NONE);
        assertThat(timeline.firstTokenMillis()).isEmpty();
    }

    @Test
    void orderOfTheRowsDoesNotMatter() {
        TimelineStory one =
                new TimelineStory()
                        .rack("a", 1)
                        .reached(DELIVERED, 0, 0, 10)
                        .inService(10)
                        .rack("b", 1)
                        .reached(DELIVERED, 0, 0, 10)
                        .inService(10);
        TimelineStory other =
                new TimelineStory()
                        .rack("b", 1)
                        .reached(DELIVERED, 0, 0, 10)
                        .inService(10)
                        .rack("a", 1)
                        .reached(DELIVERED, 0, 0, 10)
                        .inService(10);

        assertThat(one.at(30)).isEqualTo(other.at(30));
    }

    private static String told(Segment segment) {
        return "%d %s %s %s%d-%d"
                .formatted(
                        segment.wave(),
                        segment.rack(),
                        segment.part(),
                        segment.stage().map(stage -> stage + " ").orElse(""),
                        segment.beganAtMillis() / MINUTE,
                        segment.endedAtMillis() / MINUTE);
    }
}
