package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Who services belong to. */
@Entity
@Table(name = "tenant")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class TenantEntity extends PanacheEntityBase {

    @Id public String name;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> labels;

    @Column(name = "accelerator_quota")
    public int acceleratorQuota;

    @Column(name = "borrow_limit")
    public int borrowLimit;

    /** The ledger revision that wrote this row. */
    public long revision;
}
