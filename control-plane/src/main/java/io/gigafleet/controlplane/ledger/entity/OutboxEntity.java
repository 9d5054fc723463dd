package io.gigafleet.controlplane.ledger.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A record on its way to Kafka. */
@Entity
@Table(name = "outbox")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class OutboxEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String topic;

    public String key;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> headers;

    public byte[] payload;

    /** The ledger revision that wrote this row. */
    public long revision;

    @Column(name = "created_at", insertable = false, updatable = false)
    public Instant createdAt;

    @Column(name = "published_at")
    public @Nullable Instant publishedAt;
}
