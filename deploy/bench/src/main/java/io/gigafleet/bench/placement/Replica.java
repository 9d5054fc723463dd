package io.gigafleet.bench.placement;

/**
 * A replica that arrives.
 *
 * @param deployment index of its deployment in {@link Instance#deployments}
 */
public record Replica(int id, int deployment) {}
