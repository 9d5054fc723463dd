package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What was last seen of a rack, written when it changes. */
@Entity
@Table(name = "rack_state")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RackStateEntity extends PanacheEntityBase {

    @Id public String rack;

    public String condition;

    public String reason;

    public Instant since;

    public String agent;

    @Column(name = "observed_epoch")
    public long observedEpoch;

    @Column(name = "observed_generation")
    public long observedGeneration;

    public String refusal;

    public String trip;
}
