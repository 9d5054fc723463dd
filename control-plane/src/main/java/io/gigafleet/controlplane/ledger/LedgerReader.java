package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.AuditEntity;
import io.gigafleet.controlplane.ledger.entity.RackAssignmentEntity;
import io.gigafleet.controlplane.ledger.entity.ReplicaEntity;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Small reads of the ledger for people. */
@ApplicationScoped
public class LedgerReader {

    private final EntityManager entities;

    public LedgerReader(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Where the ledger stands.
     *
     * @param revision of the newest write
     * @param specRevision of the newest change to what operators want
     */
    public record Head(long revision, long specRevision) {}

    /** Who holds the lease, or held it last. */
    public record Leader(String holder, long epoch, boolean inForce) {}

    /** Which of a rack's assignments is the newest. */
    public record Fence(long epoch, long generation) {}

    @Transactional
    public Head head() {
        Object[] row =
                (Object[])
                        entities.createNativeQuery(
                                        "select revision, spec_revision from ledger_head")
                                .getSingleResult();
        return new Head(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    /** The leader by the database's clock; empty before there was one. */
    @Transactional
    public Optional<Leader> leader() {
        List<?> rows =
                entities.createNativeQuery(
                                "select holder, epoch, expires_at > clock_timestamp() from lease")
                        .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(
                        row ->
                                new Leader(
                                        (String) row[0],
                                        ((Number) row[1]).longValue(),
                                        (Boolean) row[2]))
                .findFirst();
    }

    /** The newest assignment of a rack; empty before its first. */
    @Transactional
    public Optional<Fence> assignment(String rack) {
        return RackAssignmentEntity.<RackAssignmentEntity>find("rack", rack)
                .firstResultOptional()
                .map(row -> new Fence(row.epoch, row.generation));
    }

    /**
     * Replicas by id, after a cursor.
     *
     * @param service only of this service; empty: of all
     * @param rack only on this rack; empty: on all
     * @param stopped those that are STOPPED, instead of those that are not
     * @param afterId only with a greater id
     */
    @Transactional
    public List<ReplicaEntity> replicas(
            String service, String rack, boolean stopped, String afterId, int limit) {
        PanacheQuery<ReplicaEntity> query =
                ReplicaEntity.find(
                        "(:service = '' or service = :service) and (:rack = '' or rack = :rack)"
                                + (stopped ? " and state = 'STOPPED'" : " and state <> 'STOPPED'")
                                + " and id > :after order by id",
                        Parameters.with("service", service)
                                .and("rack", rack)
                                .and("after", afterId));
        return query.page(0, limit).list();
    }

    /**
     * The newest entries of the audit log, newest first.
     *
     * @param subject only of this subject; empty: of all
     */
    @Transactional
    public List<AuditEntity> audit(String subject, int limit) {
        PanacheQuery<AuditEntity> query =
                subject.isEmpty()
                        ? AuditEntity.find("order by id desc")
                        : AuditEntity.find("subject = ?1 order by id desc", subject);
        return query.page(0, limit).list();
    }

    /**
     * What the safety guard did and proposed, newest first.
     *
     * @param subject only of this subject; empty: of all
     * @param suggested only what was proposed
     */
    @Transactional
    public List<AuditEntity> safetyActs(String subject, boolean suggested, int limit) {
        PanacheQuery<AuditEntity> query =
                AuditEntity.find(
                        "actor = 'safety' and (:subject = '' or subject = :subject)"
                                + (suggested ? " and action like 'suggest-%'" : "")
                                + " order by id desc",
                        Parameters.with("subject", subject));
        return query.page(0, limit).list();
    }
}
