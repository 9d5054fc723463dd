package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.AuditEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Writes who did what to what, in the transaction that does it. */
@ApplicationScoped
public class AuditLog {

    /**
     * Adds one entry.
     *
     * @param actor the token's name, or the decider ({@code safety}, {@code placement})
     * @param action a verb: {@code apply}, {@code cordon}, {@code evict}
     * @param subject what it was done to: {@code rack/r1}, {@code service/frontier-chat}
     * @param detail the reason, with the numbers the actor saw
     * @param revision the transaction's revision
     */
    @Transactional(TxType.MANDATORY)
    public void record(String actor, String action, String subject, String detail, long revision) {
        AuditEntity entry = new AuditEntity();
        entry.actor = actor;
        entry.action = action;
        entry.subject = subject;
        entry.detail = detail;
        entry.revision = revision;
        entry.persist();
    }
}
