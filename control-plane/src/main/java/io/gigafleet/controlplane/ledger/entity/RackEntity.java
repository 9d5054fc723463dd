package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A rack at its position, and what operators have said of it. */
@Entity
@Table(name = "rack")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RackEntity extends PanacheEntityBase {

    @Id public String name;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> labels;

    public String sku;

    public String serial;

    public String hall;

    @Column(name = "rack_row")
    public String row;

    public int position;

    @Column(name = "power_domain")
    public String powerDomain;

    @Column(name = "coolant_loop")
    public String coolantLoop;

    /** The delivery it came with; null: none. */
    public @Nullable String delivery;

    /** What was built together; empty: not known. */
    public String batch = "";

    /** Takes no new replicas. */
    public boolean cordoned;

    /** Cordoned, and what runs here moves elsewhere. */
    public boolean draining;

    /** A cap an operator has set. */
    @Column(name = "cap_watts")
    public @Nullable Long capWatts;

    /** Id of the trip an operator has cleared; empty: none. */
    @Column(name = "clear_trip")
    public String clearTrip = "";

    /** The ledger revision that wrote this row. */
    public long revision;
}
