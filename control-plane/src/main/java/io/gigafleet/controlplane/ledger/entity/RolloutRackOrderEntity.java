package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What operators have ordered of one rack of a rollout. */
@Entity
@Table(name = "rollout_rack_order")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RolloutRackOrderEntity extends PanacheEntityBase {

    @EmbeddedId public Key id;

    /** How often it was ordered to try again. */
    public int retries;

    /** It is left out. */
    public boolean skipped;

    /** Reason of the newest order. */
    public String reason = "";

    /** A rack of a rollout. */
    @Embeddable
    public record Key(String rollout, String rack) {}
}
