package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The newest assignment of a rack. */
@Entity
@Table(name = "rack_assignment")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RackAssignmentEntity extends PanacheEntityBase {

    @Id public String rack;

    public long epoch;

    public long generation;

    public byte[] payload;

    /** The ledger revision that wrote this row. */
    public long revision;
}
