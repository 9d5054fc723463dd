package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.controlplane.rollout.RackEvidence.Progress;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import io.gigafleet.schemas.v1.FoundRack;
import io.gigafleet.schemas.v1.StageFault;
import io.gigafleet.schemas.v1.StageReading;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageWordsTest {

    @Test
    void reportKeepsItsWords() {
        Report report =
                StageWords.report(
                        StageReport.newBuilder()
                                .setRequestId("north/r1/LEAK_TESTED/1")
                                .setState(StageState.STAGE_STATE_FAILED)
                                .setProgressPermille(420)
                                .setFault(StageFault.STAGE_FAULT_LEAK)
                                .setComponent("tray 7")
                                .setDetail("wet")
                                .build());

        assertThat(report)
                .isEqualTo(
                        new Report(
                                "north/r1/LEAK_TESTED/1",
                                Progress.FAILED,
                                420,
                                Fault.LEAK,
                                "tray 7",
                                "wet",
                                0));
    }

    @Test
    void pressureAtTheBeginningIsReadInPascals() {
        StageReport report =
                StageReport.newBuilder()
                        .addReadings(reading("pressureDecay", 0.3))
                        .addReadings(reading("pressureStart", 250.25))
                        .build();

        assertThat(StageWords.report(report).startPressurePascals()).isEqualTo(250_250);
    }

    private static StageReading reading(String name, double value) {
        return StageReading.newBuilder().setName(name).setValue(value).build();
    }

    @Test
    void stateThatIsNotKnownIsNotTakenForPassed() {
        assertThat(StageWords.report(StageReport.newBuilder().setStateValue(99).build()).progress())
                .isEqualTo(Progress.RUNNING);
        assertThat(
                        StageWords.report(
                                        StageReport.newBuilder()
                                                .setState(StageState.STAGE_STATE_PASSED)
                                                .build())
                                .progress())
                .isEqualTo(Progress.PASSED);
    }

    @Test
    void everyFaultOnTheWireHasAWordOfItsOwn() {
        Set<Fault> words = new HashSet<>();
        for (StageFault fault : StageFault.values()) {
            if (fault != StageFault.UNRECOGNIZED) {
                words.add(
                        StageWords.report(StageReport.newBuilder().setFault(fault).build())
                                .fault());
            }
        }
        assertThat(words).containsExactlyInAnyOrder(Fault.values());
        assertThat(StageWords.report(StageReport.newBuilder().setFaultValue(99).build()).fault())
                .isEqualTo(Fault.UNKNOWN);
    }

    @Test
    void whatWasFoundKeepsItsPlaceAndParts() {
        assertThat(
                        StageWords.found(
                                FoundRack.newBuilder()
                                        .setSku("gb300-nvl72")
                                        .setSerial("s1")
                                        .setRow("row-1")
                                        .setPosition(4)
                                        .setCoolantLoop("cdu-1")
                                        .setComputeTrays(17)
                                        .setSwitchTrays(9)
                                        .setAccelerators(68)
                                        .build()))
                .isEqualTo(new Found("gb300-nvl72", "s1", "row-1", 4, "cdu-1", 17, 9, 68));
    }
}
