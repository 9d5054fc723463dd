package io.gigafleet.controlplane.ledger.entity;

import io.gigafleet.controlplane.safety.Automation;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the guard would do if its mode let it, and who approved it. */
@Entity
@Table(name = "safety_suggestion")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class SuggestionEntity extends PanacheEntityBase {

    @Id public String id;

    @Enumerated(EnumType.STRING)
    public Automation automation;

    public String action;

    public String subject;

    public String numbers;

    public Instant since;

    /** Null: it stands. */
    @Column(name = "over_at")
    public @Nullable Instant overAt;

    /** Null, as the two below: nobody has approved it. */
    @Column(name = "approved_by")
    public @Nullable String approvedBy;

    @Column(name = "approved_at")
    public @Nullable Instant approvedAt;

    @Column(name = "approved_until")
    public @Nullable Instant approvedUntil;

    @Column(name = "approval_reason")
    public String approvalReason = "";

    /** The ledger revision that wrote this row. */
    public long revision;
}
