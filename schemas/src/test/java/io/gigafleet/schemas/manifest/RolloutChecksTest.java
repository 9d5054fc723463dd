package io.gigafleet.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutChecksTest {

    private static List<String> problems(String text, String right, String wrong) {
        assertThat(text).contains(right);
        return Readings.rejected(text.replace(right, wrong)).stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .toList();
    }

    @Test
    void whatIsLeftOutHasUsualValues() {
        Rollout rollout =
                (Rollout)
                        Readings.only(
                                        """
                                        apiVersion: gigafleet/v1
                                        kind: Rollout
                                        metadata: {name: n}
                                        spec: {kind: commission, racks: {delivery: d}, canary: 2}
                                        """)
                                .manifest();

        assertThat(rollout.spec().growth()).isEqualTo(2);
        assertThat(rollout.spec().soak()).isEqualTo(Duration.ofHours(1));
        assertThat(rollout.spec().limits()).isEqualTo(new Rollout.Limits(8, 4));
        assertThat(rollout.spec().failures()).isEqualTo(Rollout.Failures.USUAL);
        assertThat(rollout.spec().mode()).isEqualTo(Rollout.Mode.AUTOMATIC);
        assertThat(rollout.spec().deadlineAt()).isEmpty();
    }

    @Test
    void aWaveOfZeroIsRefused() {
        assertThat(problems(Readings.ROLLOUT, "canary: 4", "canary: 0"))
                .singleElement()
                .asString()
                .startsWith("spec.canary: ");
    }

    @Test
    void wavesThatShrinkAreRefused() {
        assertThat(problems(Readings.ROLLOUT, "growth: 2", "growth: 0.5"))
                .singleElement()
                .asString()
                .startsWith("spec.growth: ");
    }

    @Test
    void aRolloutChoosesItsRacksInOneWay() {
        assertThat(problems(Readings.ROLLOUT, "{delivery: november}", "{}"))
                .containsExactly("spec.racks: it chooses no racks");
        assertThat(problems(Readings.ROLLOUT, "{delivery: november}", "{names: [a], rows: [b]}"))
                .containsExactly("spec.racks: it chooses racks in 2 ways, and only one can count");
    }

    @Test
    void aFirmwareRolloutNamesItsVersionAndRacksInService() {
        assertThat(
                        problems(
                                Readings.ROLLOUT.replace("  firmware: 25.10.2\n", ""),
                                "kind: commission",
                                "kind: firmware"))
                .containsExactly(
                        "spec.firmware: a firmware rollout needs the version to roll out",
                        "spec.racks.delivery: a firmware rollout is for racks in service");
    }

    @Test
    void aDeadlineIsATimeOfTheCalendar() {
        assertThat(problems(Readings.ROLLOUT, "2026-12-24T18", "2026-02-31T18"))
                .containsExactly(
                        "spec.deadline: '2026-02-31T18:00:00Z' is no time of the calendar");
    }

    @Test
    void onlyABurnInHasADurationOfOnesChoice() {
        assertThat(problems(Readings.ROLLOUT, "BURNED_IN", "LEAK_TESTED"))
                .singleElement()
                .asString()
                .startsWith("spec.stages.LEAK_TESTED.duration: only a burn-in");
    }

    @Test
    void aBurnInsDeadlineLeavesTimeForIt() {
        assertThat(problems(Readings.ROLLOUT, "sla: 30h", "sla: 24h"))
                .containsExactly(
                        "spec.stages.BURNED_IN.sla: it is not longer than the stage's duration");
    }

    @Test
    void racksOfADeliveryShareNothing() {
        assertThat(problems(Readings.DELIVERY, "name: r2", "name: r1"))
                .containsExactly("spec.racks[1].name: 'r1' is also in spec.racks[0]");
        assertThat(problems(Readings.DELIVERY, "SN-2", "SN-1"))
                .containsExactly("spec.racks[1].serial: 'SN-1' is also in spec.racks[0]");
        assertThat(problems(Readings.DELIVERY, "position: 2", "position: 1"))
                .containsExactly(
                        "spec.racks[1].position: 'position 1 of row r1' is also in spec.racks[0]");
    }
}
