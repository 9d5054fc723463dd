package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Racks that are expected; each of them has a row of its own as well. */
@Entity
@Table(name = "rack_delivery")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RackDeliveryEntity extends PanacheEntityBase {

    @Id public String name;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> labels;

    /** The manifest's spec, as JSON. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String spec;

    /** The ledger revision that wrote this row. */
    public long revision;
}
