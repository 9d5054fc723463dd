package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.AuditEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.util.Map;
import org.hibernate.Session;

/** Writes who did what to what, in the transaction that does it. */
@ApplicationScoped
public class AuditLog {

    private static final String INSERT =
            "insert into audit (actor, action, subject, detail, revision) values (?, ?, ?, ?, ?)";

    private final Session session;

    public AuditLog(Session session) {
        this.session = session;
    }

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

    /**
     * Adds one entry per subject, in one batch: an apply may hold thousands.
     *
     * @param details the reason, by subject
     */
    @Transactional(TxType.MANDATORY)
    public void recordEach(
            String actor, String action, Map<String, String> details, long revision) {
        session.doWork(
                connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        for (Map.Entry<String, String> entry : details.entrySet()) {
                            insert.setString(1, actor);
                            insert.setString(2, action);
                            insert.setString(3, entry.getKey());
                            insert.setString(4, entry.getValue());
                            insert.setLong(5, revision);
                            insert.addBatch();
                        }
                        insert.executeBatch();
                    }
                });
    }
}
