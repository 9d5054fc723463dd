package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.stage.Reading;
import io.gigafleet.nodeagent.rack.stage.Stage;
import io.gigafleet.nodeagent.rack.stage.StageBench;
import io.gigafleet.nodeagent.rack.stage.StageOrder;
import io.gigafleet.nodeagent.rack.stage.StageRun;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageRequest;
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
}
