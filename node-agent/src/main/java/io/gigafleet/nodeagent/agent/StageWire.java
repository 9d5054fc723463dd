package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.stage.Finding;
import io.gigafleet.nodeagent.rack.stage.Reading;
import io.gigafleet.nodeagent.rack.stage.Stage;
import io.gigafleet.nodeagent.rack.stage.StageBench;
import io.gigafleet.nodeagent.rack.stage.StageOrder;
import io.gigafleet.nodeagent.rack.stage.StageRun;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageRequest;
import io.gigafleet.schemas.v1.StageState;
import java.util.Optional;

/** Stages between the wire and the simulation. */
final class StageWire {

    private StageWire() {}

    /**
     * The stage an assignment asks for.
     *
     * @throws IllegalArgumentException if the agent can't do it: no id, a stage it does not know
     */
    static Optional<StageOrder> order(Assignment assignment) {
        if (!assignment.hasStageRequest()) {
            return Optional.empty();
        }
        StageRequest request = assignment.getStageRequest();
        Stage stage =
                RackStage.of(request.getStage())
                        .flatMap(Stage::of)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "stage request "
                                                        + request.getId()
                                                        + " asks for stage '"
                                                        + request.getStage()
                                                        + "', which this agent can't do. If it is"
                                                        + " new, update the agent"));
        return Optional.of(
                new StageOrder(
                        request.getId(),
                        stage,
                        request.getAttempt(),
                        Integer.toUnsignedLong(request.getDurationSeconds()),
                        assignment.getFirmware()));
    }

    /** A report with how far a stage is and what it reads now. */
    static StageReport progress(StageReport report, StageRun run, StageBench bench) {
        StageReport.Builder now =
                report.toBuilder()
                        .setProgressPermille((int) (1_000 * run.share()))
                        .setElapsedMs(Math.round(run.elapsedMillis()))
                        .clearReadings();
        for (Reading reading : run.readings(bench)) {
            now.addReadings(
                    io.gigafleet.schemas.v1.StageReading.newBuilder()
                            .setName(reading.name())
                            .setValue(reading.value())
                            .setUnit(reading.unit()));
        }
        return now.build();
    }

    /** A report with how the stage ended. */
    static StageReport outcome(StageReport report, Finding finding) {
        StageReport.Builder end = report.toBuilder().setDetail("");
        switch (finding) {
            case Finding.Nothing ignored -> {}
            case Finding.Passed ignored ->
                    end.setState(StageState.STAGE_STATE_PASSED).setProgressPermille(1_000);
            case Finding.Failed failed ->
                    end.setState(StageState.STAGE_STATE_FAILED)
                            .setFault(WireWords.fault(failed.failure()))
                            .setComponent(failed.component())
                            .setDetail(failed.detail());
        }
        return end.build();
    }
}
