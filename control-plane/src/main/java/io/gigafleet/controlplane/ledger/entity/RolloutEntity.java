package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A rollout as declared, and what operators have ordered of it since. */
@Entity
@Table(name = "rollout")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RolloutEntity extends PanacheEntityBase {

    @Id public String name;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> labels;

    /** The manifest's spec, as JSON. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String spec;

    /** Paused by an operator, and not resumed since. */
    public boolean held;

    /** How often it was resumed. */
    public int resumes;

    /** How often a next wave was approved. */
    public int approvals;

    public boolean aborted;

    /** Reason of the newest of these orders; empty: none. */
    @Column(name = "order_reason")
    public String orderReason = "";

    /** The ledger revision that wrote this row. */
    public long revision;
}
