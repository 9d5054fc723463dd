package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A node of the power tree. */
@Entity
@Table(name = "power_domain")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class PowerDomainEntity extends PanacheEntityBase {

    @Id public String name;

    public String kind;

    /** The domain that feeds this one; none at the root. */
    public @Nullable String parent;

    @Column(name = "continuous_watts")
    public long continuousWatts;

    /** Watts when its other feed is lost; none: the same. */
    @Column(name = "failover_watts")
    public @Nullable Long failoverWatts;

    /** Place in the operator's list. */
    public int ordinal;

    /** The ledger revision that wrote this row. */
    public long revision;
}
