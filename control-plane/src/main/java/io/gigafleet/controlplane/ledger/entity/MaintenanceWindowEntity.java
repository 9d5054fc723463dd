package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** When people work on a row or a loop. */
@Entity
@Table(name = "maintenance_window")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class MaintenanceWindowEntity extends PanacheEntityBase {

    @Id public String id;

    /** {@code row/R} or {@code loop/L}. */
    public String scope;

    @Column(name = "from_at")
    public Instant fromAt;

    @Column(name = "until_at")
    public Instant untilAt;

    public String actor;

    public String reason;

    /** The ledger revision that wrote this row. */
    public long revision;
}
