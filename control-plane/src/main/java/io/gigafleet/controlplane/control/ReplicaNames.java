package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.ledger.Term;

/**
 * Names of new replicas, unique for ever: no two terms share incarnation and epoch, and within one
 * a number counts up.
 */
final class ReplicaNames {

    private final Term term;
    private long given;

    ReplicaNames(Term term) {
        this.term = term;
    }

    String next(String service, int slot) {
        given++;
        return "%s-%d-i%de%dn%d".formatted(service, slot, term.incarnation(), term.epoch(), given);
    }
}
