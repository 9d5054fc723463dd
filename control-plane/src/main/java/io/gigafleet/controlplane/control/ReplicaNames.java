package io.gigafleet.controlplane.control;

/**
 * Names of new replicas, unique for ever: a term is never repeated, and within one a number counts
 * up.
 */
final class ReplicaNames {

    private final long epoch;
    private long given;

    ReplicaNames(long epoch) {
        this.epoch = epoch;
    }

    String next(String service, int slot) {
        given++;
        return service + "-" + slot + "-e" + epoch + "n" + given;
    }
}
