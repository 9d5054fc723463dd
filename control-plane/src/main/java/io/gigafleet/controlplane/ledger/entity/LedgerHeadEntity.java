package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row every write updates first. */
@Entity
@Table(name = "ledger_head")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class LedgerHeadEntity extends PanacheEntityBase {

    @Id public short id;

    @Column(name = "fleet_id")
    public String fleetId;

    public long incarnation;

    public long epoch;

    public long revision;

    @Column(name = "spec_revision")
    public long specRevision;

    @Column(name = "plant_revision")
    public long plantRevision;
}
