package io.gigafleet.controlplane.safety;

/**
 * Something a person should know of, as long as it stands. Alarms of one key are one alarm.
 *
 * @param key what makes it the same alarm: its kind and subject, {@code power-band domain/h1-r1}
 * @param severity of the worst it may come to
 * @param text what is seen, with numbers, and what to do
 */
public record GuardAlarm(String key, Severity severity, String subject, String text) {

    /** How soon a person is needed. */
    public enum Severity {
        /** To be looked at in working hours. */
        NOTICE,
        /** To be looked at today. */
        WARNING,
        /** To be looked at now. */
        CRITICAL
    }
}
