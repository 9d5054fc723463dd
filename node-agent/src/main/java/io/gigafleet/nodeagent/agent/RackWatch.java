package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackReadings;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.RackAlarm;
import java.util.List;

/**
 * Notices, step by step, when a rack has something new to say: an alarm that comes or goes, a draw
 * that moved by {@link #DRAW_SHARE} of the rack's peak since it last spoke. It looks once a step,
 * so a rack speaks at most ten times a second.
 */
final class RackWatch {

    /** A draw that moved by this share of the rack's peak is worth a record. */
    static final double DRAW_SHARE = 0.1;

    /**
     * Steps throttling lasts after it was last seen: work right at a cap is throttled in every
     * other.
     */
    private static final int HELD_STEPS = 10;

    /** A part this near to its limit is hot. */
    private static final double HOT_WITHIN_KELVIN = 3;

    /** How much further than that it must cool for the alarm to end. */
    private static final double HOT_HYSTERESIS_KELVIN = 1;

    /** Makes one number of all phases, another one if one of them changes: it is odd. */
    private static final long PHASE_FACTOR = 0x9E3779B97F4A7C15L;

    private static final double LOW_FLOW_SHARE = 0.5;
    private static final double FLOW_BACK_SHARE = 0.55;

    private final RackSimulation rack;
    private final RackReadings readings;
    private final Sku.Limits limits;
    private final double peakWatts;
    private int powerThrottledSteps;
    private int thermallyThrottledSteps;
    private boolean braking;
    private int alarms;
    private double toldWatts;
    private long phases;

    RackWatch(RackSimulation rack) {
        this.rack = rack;
        readings = rack.readings();
        limits = rack.sku().limits();
        peakWatts = rack.sku().power().peakWatts();
    }

    /** Says whether the agent keeps the rack down by its own power brake. */
    void braking(boolean now) {
        braking = now;
    }

    /** True if an alarm began or ended since the last call, once per step. */
    boolean alarmsChanged() {
        powerThrottledSteps = held(rack.isPowerThrottled(), powerThrottledSteps);
        thermallyThrottledSteps = held(rack.isThermallyThrottled(), thermallyThrottledSteps);
        int bits =
                RackAlarms.bit(RackAlarm.RACK_ALARM_POWER_THROTTLE, powerThrottledSteps > 0)
                        | RackAlarms.bit(
                                RackAlarm.RACK_ALARM_THERMAL_THROTTLE, thermallyThrottledSteps > 0)
                        | hot(
                                RackAlarm.RACK_ALARM_DIE_HOT,
                                readings.hottestDieCelsius() - limits.slowdownCelsius())
                        | hot(
                                RackAlarm.RACK_ALARM_MEMORY_HOT,
                                readings.hottestMemoryCelsius() - limits.memoryCelsius())
                        | leak()
                        | RackAlarms.bit(RackAlarm.RACK_ALARM_LOW_FLOW, lowFlow())
                        | RackAlarms.bit(RackAlarm.RACK_ALARM_UNPOWERED, !rack.energized())
                        | RackAlarms.bit(RackAlarm.RACK_ALARM_POWER_BRAKE, braking);
        if (bits == alarms) {
            return false;
        }
        alarms = bits;
        return true;
    }

    private int hot(RackAlarm alarm, double kelvinToLimit) {
        double from =
                -HOT_WITHIN_KELVIN - (RackAlarms.has(alarms, alarm) ? HOT_HYSTERESIS_KELVIN : 0);
        return RackAlarms.bit(alarm, kelvinToLimit >= from);
    }

    private int leak() {
        return switch (rack.leak()) {
            case LeakState.Dry ignored -> 0;
            case LeakState.SensorFault ignored -> RackAlarms.bit(RackAlarm.RACK_ALARM_SENSOR, true);
            case LeakState.Trays ignored -> RackAlarms.bit(RackAlarm.RACK_ALARM_LEAK, true);
            case LeakState.WholeRack ignored -> RackAlarms.bit(RackAlarm.RACK_ALARM_LEAK, true);
        };
    }

    private boolean lowFlow() {
        double share =
                RackAlarms.has(alarms, RackAlarm.RACK_ALARM_LOW_FLOW)
                        ? FLOW_BACK_SHARE
                        : LOW_FLOW_SHARE;
        return rack.energized()
                && readings.measuredFlowLitersPerMinute()
                        < share * readings.ratedFlowLitersPerMinute();
    }

    private static int held(boolean throttled, int stepsLeft) {
        return throttled ? HELD_STEPS : Math.max(0, stepsLeft - 1);
    }

    /** The alarms that stand. */
    RackAlarms alarms() {
        return new RackAlarms(alarms);
    }

    /** True if the draw moved enough since the rack last spoke. */
    boolean drawMoved() {
        return Math.abs(readings.rackWatts() - toldWatts) >= DRAW_SHARE * peakWatts;
    }

    /** True if one step raised the draw by so much that the rack speaks at once. */
    boolean isJump(double beforeWatts, double watts) {
        return watts - beforeWatts >= DRAW_SHARE * peakWatts;
    }

    /** The rack has just told what it draws. */
    void told() {
        toldWatts = readings.rackWatts();
    }

    /** True if a replica came, went or changed its phase since the last call. */
    boolean phasesChanged() {
        List<ReplicaSimulation> replicas = rack.replicas();
        long seen = replicas.size();
        for (int i = 0; i < replicas.size(); i++) {
            seen = seen * PHASE_FACTOR + replicas.get(i).phase().ordinal();
        }
        boolean changed = seen != phases;
        phases = seen;
        return changed;
    }
}
