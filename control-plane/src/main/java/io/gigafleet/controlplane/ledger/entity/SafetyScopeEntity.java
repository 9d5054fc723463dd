package io.gigafleet.controlplane.ledger.entity;

import io.gigafleet.controlplane.safety.Mode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far each automation goes in one scope, and whether the scope is held. */
@Entity
@Table(name = "safety_scope")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class SafetyScopeEntity extends PanacheEntityBase {

    @Id public String scope;

    /** Null, here and below: as the next wider scope says. */
    @Enumerated(EnumType.STRING)
    public @Nullable Mode power;

    @Enumerated(EnumType.STRING)
    public @Nullable Mode heat;

    @Enumerated(EnumType.STRING)
    public @Nullable Mode leak;

    @Enumerated(EnumType.STRING)
    public @Nullable Mode health;

    @Enumerated(EnumType.STRING)
    @Column(name = "load_target")
    public @Nullable Mode loadTarget;

    /** Nothing acts by itself here. */
    public boolean held;

    @Column(name = "hold_reason")
    public String holdReason = "";

    @Column(name = "held_by")
    public String heldBy = "";

    @Column(name = "held_at")
    public @Nullable Instant heldAt;

    /** The ledger revision that wrote this row. */
    public long revision;
}
