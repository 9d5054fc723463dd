package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.ReplicaPhase;
import io.gigafleet.nodeagent.rack.TripCause;
import io.gigafleet.nodeagent.rack.stage.StageFailure;
import io.gigafleet.schemas.v1.StageFault;

/** The rack's words as the wire spells them. */
final class WireWords {

    private WireWords() {}

    static io.gigafleet.schemas.v1.ReplicaPhase phase(ReplicaPhase phase) {
        return switch (phase) {
            case LOADING -> io.gigafleet.schemas.v1.ReplicaPhase.REPLICA_PHASE_LOADING;
            case SERVING -> io.gigafleet.schemas.v1.ReplicaPhase.REPLICA_PHASE_SERVING;
            case DRAINING -> io.gigafleet.schemas.v1.ReplicaPhase.REPLICA_PHASE_DRAINING;
            case STOPPED -> io.gigafleet.schemas.v1.ReplicaPhase.REPLICA_PHASE_STOPPED;
            case SUSPENDED -> io.gigafleet.schemas.v1.ReplicaPhase.REPLICA_PHASE_SUSPENDED;
        };
    }

    static io.gigafleet.schemas.v1.LeakState leak(LeakState leak) {
        return switch (leak) {
            case LeakState.Dry ignored -> io.gigafleet.schemas.v1.LeakState.LEAK_STATE_DRY;
            case LeakState.Trays ignored -> io.gigafleet.schemas.v1.LeakState.LEAK_STATE_TRAY;
            case LeakState.WholeRack ignored -> io.gigafleet.schemas.v1.LeakState.LEAK_STATE_RACK;
            case LeakState.SensorFault ignored ->
                    io.gigafleet.schemas.v1.LeakState.LEAK_STATE_SENSOR_FAULT;
        };
    }

    static io.gigafleet.schemas.v1.TripCause cause(TripCause cause) {
        return switch (cause) {
            case TripCause.Overheated ignored ->
                    io.gigafleet.schemas.v1.TripCause.TRIP_CAUSE_THERMAL;
            case TripCause.Leaked ignored -> io.gigafleet.schemas.v1.TripCause.TRIP_CAUSE_LEAK;
            case TripCause.Ordered ignored -> io.gigafleet.schemas.v1.TripCause.TRIP_CAUSE_ORDERED;
        };
    }

    static StageFault fault(StageFailure failure) {
        return switch (failure) {
            case WRONG_RACK -> StageFault.STAGE_FAULT_WRONG_RACK;
            case MISSING_TRAY -> StageFault.STAGE_FAULT_MISSING_TRAY;
            case LEAK -> StageFault.STAGE_FAULT_LEAK;
            case LOW_FLOW -> StageFault.STAGE_FAULT_LOW_FLOW;
            case WRONG_FIRMWARE -> StageFault.STAGE_FAULT_WRONG_FIRMWARE;
            case ACCELERATOR -> StageFault.STAGE_FAULT_ACCELERATOR;
            case SWITCH_TRAY -> StageFault.STAGE_FAULT_SWITCH_TRAY;
            case FIRMWARE -> StageFault.STAGE_FAULT_FIRMWARE;
        };
    }
}
