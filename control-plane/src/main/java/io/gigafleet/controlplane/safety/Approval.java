package io.gigafleet.controlplane.safety;

/**
 * A person's word that an automation may do for one subject what it only proposed, this once.
 *
 * @param subject of the suggestion: {@code domain/D}, {@code loop/L}, {@code rack/R}, {@code site}
 * @param untilMillis when it ends at the latest, epoch milliseconds
 * @param by who said so
 */
public record Approval(Automation automation, String subject, long untilMillis, String by) {

    /** Longest time an approval lasts; then whoever is on duty is asked again. */
    public static final long LIMIT_MILLIS = 15 * 60_000;
}
