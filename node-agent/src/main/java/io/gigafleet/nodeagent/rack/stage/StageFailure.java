package io.gigafleet.nodeagent.rack.stage;

/** Why a stage fails. */
public enum StageFailure {
    /** Its serial is not the expected one. */
    WRONG_RACK,
    MISSING_TRAY,
    LEAK,
    LOW_FLOW,
    /** It could not be brought to the pinned version. */
    WRONG_FIRMWARE,
    ACCELERATOR,
    SWITCH_TRAY,
    /** The version it runs does not bear the load. */
    FIRMWARE
}
