package io.gigafleet.controlplane.ledger.entity;

import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One alarm: it stands, or stood. */
@Entity
@Table(name = "alarm")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class AlarmEntity extends PanacheEntityBase {

    @Id public String key;

    @Enumerated(EnumType.STRING)
    public Severity severity;

    public String subject;

    public String text;

    /** When it was last raised. */
    public Instant since;

    /** When it was last seen, or its text changed. */
    @Column(name = "last_at")
    public Instant lastAt;

    /** How often it was raised. */
    public long count;

    /** Null: it stands. */
    @Column(name = "cleared_at")
    public @Nullable Instant clearedAt;

    /** Null: nobody has, since it was last raised. */
    @Column(name = "acknowledged_by")
    public @Nullable String acknowledgedBy;

    @Column(name = "acknowledged_at")
    public @Nullable Instant acknowledgedAt;

    @Column(name = "silenced_by")
    public @Nullable String silencedBy;

    @Column(name = "silenced_until")
    public @Nullable Instant silencedUntil;

    /** The ledger revision that wrote this row. */
    public long revision;
}
