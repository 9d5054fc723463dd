package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A bearer token, known by its digest only. */
@Entity
@Table(name = "api_token")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ApiTokenEntity extends PanacheEntityBase {

    @Id public String name;

    public String sha256;

    public String role;

    @Column(name = "created_at", insertable = false, updatable = false)
    public Instant createdAt;
}
