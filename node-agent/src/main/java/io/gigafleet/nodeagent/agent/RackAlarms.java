package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.RackAlarm;
import java.util.function.Consumer;

/**
 * A set of alarms, cheap to compare and to make ten times a second.
 *
 * @param bits one per alarm, at its number on the wire
 */
record RackAlarms(int bits) {

    static final RackAlarms NONE = new RackAlarms(0);

    private static final RackAlarm[] ALL = {
        RackAlarm.RACK_ALARM_POWER_THROTTLE,
        RackAlarm.RACK_ALARM_THERMAL_THROTTLE,
        RackAlarm.RACK_ALARM_DIE_HOT,
        RackAlarm.RACK_ALARM_MEMORY_HOT,
        RackAlarm.RACK_ALARM_LEAK,
        RackAlarm.RACK_ALARM_LOW_FLOW,
        RackAlarm.RACK_ALARM_UNPOWERED,
        RackAlarm.RACK_ALARM_POWER_BRAKE,
        RackAlarm.RACK_ALARM_SENSOR
    };

    /** The bit of an alarm, or none. */
    static int bit(RackAlarm alarm, boolean stands) {
        return stands ? 1 << alarm.getNumber() : 0;
    }

    /** True if the alarm is among those of the bits. */
    static boolean has(int bits, RackAlarm alarm) {
        return (bits & bit(alarm, true)) != 0;
    }

    /** Calls back for each, in the order of their numbers. */
    void forEach(Consumer<RackAlarm> each) {
        for (RackAlarm alarm : ALL) {
            if (has(bits, alarm)) {
                each.accept(alarm);
            }
        }
    }
}
