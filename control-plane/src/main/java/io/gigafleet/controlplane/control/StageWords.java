package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.rollout.RackEvidence;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Progress;
import io.gigafleet.schemas.v1.FoundRack;
import io.gigafleet.schemas.v1.StageFault;
import io.gigafleet.schemas.v1.StageReading;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;

/** What agents say of stages, in the deciders' words. */
final class StageWords {

    /** The reading that says with what pressure a leak test began, in kPa. */
    static final String PRESSURE_START = "pressureStart";

    private static final double PASCALS_PER_KILOPASCAL = 1_000;

    private StageWords() {}

    static RackEvidence.Report report(StageReport said) {
        return new RackEvidence.Report(
                said.getRequestId(),
                progress(said.getState()),
                said.getProgressPermille(),
                fault(said.getFault()),
                said.getComponent(),
                said.getDetail(),
                said.getReadingsList().stream()
                        .filter(reading -> reading.getName().equals(PRESSURE_START))
                        .mapToDouble(StageReading::getValue)
                        .mapToLong(kilopascals -> Math.round(kilopascals * PASCALS_PER_KILOPASCAL))
                        .findFirst()
                        .orElse(0));
    }

    private static Progress progress(StageState state) {
        return switch (state) {
            case STAGE_STATE_PASSED -> Progress.PASSED;
            case STAGE_STATE_FAILED -> Progress.FAILED;
            case STAGE_STATE_RUNNING, STAGE_STATE_UNSPECIFIED, UNRECOGNIZED -> Progress.RUNNING;
        };
    }

    private static Fault fault(StageFault fault) {
        return switch (fault) {
            case STAGE_FAULT_WRONG_RACK -> Fault.WRONG_RACK;
            case STAGE_FAULT_MISSING_TRAY -> Fault.MISSING_TRAY;
            case STAGE_FAULT_LEAK -> Fault.LEAK;
            case STAGE_FAULT_LOW_FLOW -> Fault.LOW_FLOW;
            case STAGE_FAULT_WRONG_FIRMWARE -> Fault.WRONG_FIRMWARE;
            case STAGE_FAULT_ACCELERATOR -> Fault.ACCELERATOR;
            case STAGE_FAULT_SWITCH_TRAY -> Fault.SWITCH_TRAY;
            case STAGE_FAULT_FIRMWARE -> Fault.FIRMWARE;
            case STAGE_FAULT_UNSPECIFIED, UNRECOGNIZED -> Fault.UNKNOWN;
        };
    }

    static RackEvidence.Found found(FoundRack found) {
        return new RackEvidence.Found(
                found.getSku(),
                found.getSerial(),
                found.getRow(),
                found.getPosition(),
                found.getCoolantLoop(),
                found.getComputeTrays(),
                found.getSwitchTrays(),
                found.getAccelerators());
    }
}
