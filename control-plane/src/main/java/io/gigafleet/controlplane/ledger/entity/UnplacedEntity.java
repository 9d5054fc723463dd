package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A replica that has no place, and why. */
@Entity
@Table(name = "unplaced")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class UnplacedEntity extends PanacheEntityBase {

    @EmbeddedId public Key id;

    public String reason;

    public String message;

    @Column(name = "nearest_fit")
    public String nearestFit;

    @JdbcTypeCode(SqlTypes.JSON)
    public String funnel;

    /** Whether waiting may help. */
    public boolean retried;

    public Instant since;

    /** The ledger revision that wrote this row. */
    public long revision;

    /** The slot that is empty. */
    @Embeddable
    public record Key(String service, int slot) {}
}
