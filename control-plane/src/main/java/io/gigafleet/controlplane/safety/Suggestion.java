package io.gigafleet.controlplane.safety;

/**
 * What the guard would do for a subject if its mode let it.
 *
 * @param action the act's word: {@code cap}, {@code derate}, {@code drain}, …
 * @param subject {@code domain/D}, {@code loop/L}, {@code rack/R}, {@code site}
 * @param numbers what it saw when it began to propose it
 */
public record Suggestion(Automation automation, String action, String subject, String numbers) {

    /** Most that stand at a time; others wait until one of these is over. */
    public static final int MOST_STANDING = 1_000;
}
