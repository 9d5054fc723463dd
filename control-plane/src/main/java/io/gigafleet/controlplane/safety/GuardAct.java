package io.gigafleet.controlplane.safety;

/**
 * One thing the guard did, or would do, and the numbers it saw; once, when it begins or ends.
 *
 * @param action a word: {@code cap}, {@code uncap}, {@code suspend}, {@code resume}, {@code
 *     isolate}, {@code derate}, {@code move}, {@code drain}, {@code trip}, {@code failover}, …
 * @param subject {@code domain/D}, {@code loop/L}, {@code rack/R}, {@code site}
 * @param numbers what it saw and what it decided, for people and for the audit log
 * @param done false if its mode is SUGGEST: it was only proposed
 */
public record GuardAct(
        Automation automation, String action, String subject, String numbers, boolean done) {}
