package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A coolant loop and the capacity of its CDU. */
@Entity
@Table(name = "coolant_loop")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CoolantLoopEntity extends PanacheEntityBase {

    @Id public String name;

    public String hall;

    @Column(name = "heat_capacity_watts")
    public long heatCapacityWatts;

    /** Place in the operator's list. */
    public int ordinal;

    /** The ledger revision that wrote this row. */
    public long revision;
}
