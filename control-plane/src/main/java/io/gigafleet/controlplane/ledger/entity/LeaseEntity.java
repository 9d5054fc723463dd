package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who leads, until when. */
@Entity
@Table(name = "lease")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class LeaseEntity extends PanacheEntityBase {

    @Id public String name;

    public String holder;

    public long epoch;

    @Column(name = "taken_at")
    public Instant takenAt;

    @Column(name = "expires_at")
    public Instant expiresAt;
}
