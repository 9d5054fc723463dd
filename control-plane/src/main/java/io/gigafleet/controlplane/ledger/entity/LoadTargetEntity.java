package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the site shall draw at most for a while. */
@Entity
@Table(name = "load_target")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class LoadTargetEntity extends PanacheEntityBase {

    /** Of an event: its source and id. */
    @Id public String id;

    public long watts;

    @Column(name = "from_at")
    public Instant fromAt;

    @Column(name = "until_at")
    public Instant untilAt;

    @Column(name = "deadline_at")
    public Instant deadlineAt;

    /** A token's name, or an event's source. */
    public String actor;

    public String reason;

    @Column(name = "set_at", insertable = false, updatable = false)
    public Instant setAt;

    /** Null: it was not taken back. */
    @Column(name = "cleared_at")
    public @Nullable Instant clearedAt;

    /** The ledger revision that wrote this row. */
    public long revision;
}
