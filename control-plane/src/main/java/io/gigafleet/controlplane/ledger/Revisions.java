package io.gigafleet.controlplane.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Gives an operator's transaction its place in the order of all writes. */
@ApplicationScoped
public class Revisions {

    private final EntityManager entities;

    public Revisions(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Takes the next revision for a change to what operators want. Call it first in the
     * transaction: it locks the ledger's head until commit, and makes the leader decide again if it
     * decided without this change.
     *
     * @return the revision to write into every row of this transaction
     */
    @Transactional(TxType.MANDATORY)
    public long forSpecChange() {
        return ((Number)
                        entities.createNativeQuery(
                                        "update ledger_head set revision = revision + 1,"
                                                + " spec_revision = revision + 1, plant_revision ="
                                                + " revision + 1 returning revision")
                                .getSingleResult())
                .longValue();
    }

    /**
     * The same for a change to services alone, after which the leader decides again only what it
     * decided of those.
     */
    @Transactional(TxType.MANDATORY)
    public long forServiceChange() {
        return ((Number)
                        entities.createNativeQuery(
                                        "update ledger_head set revision = revision + 1,"
                                            + " spec_revision = revision + 1 returning revision")
                                .getSingleResult())
                .longValue();
    }

    /** The same for a change to what operators or the grid want of the safety guard. */
    @Transactional(TxType.MANDATORY)
    public long forSafetyChange() {
        return ((Number)
                        entities.createNativeQuery(
                                        "update ledger_head set revision = revision + 1,"
                                            + " safety_revision = revision + 1 returning revision")
                                .getSingleResult())
                .longValue();
    }

    /** Takes the next revision for a change that no decision rests on, such as a token. */
    @Transactional(TxType.MANDATORY)
    public long forOtherChange() {
        return ((Number)
                        entities.createNativeQuery(
                                        "update ledger_head set revision = revision + 1 returning"
                                                + " revision")
                                .getSingleResult())
                .longValue();
    }
}
