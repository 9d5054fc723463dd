package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One running copy of a service and its placement. */
@Entity
@Table(name = "replica")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ReplicaEntity extends PanacheEntityBase {

    @Id public String id;

    public String service;

    public int slot;

    public int part;

    public String rack;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public int[] accelerators;

    public String state;

    public boolean routed;

    public boolean leaving;

    @Column(name = "planned_watts")
    public long plannedWatts;

    public String cause;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "changed_at")
    public Instant changedAt;

    @Column(name = "serving_at")
    public @Nullable Instant servingAt;

    public long epoch;

    /** The ledger revision that wrote this row. */
    public long revision;
}
