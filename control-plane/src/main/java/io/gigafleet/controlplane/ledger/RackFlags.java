package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.RackEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What operators say of one rack beyond its manifest: cordon, drain, cap, a cleared trip. */
@ApplicationScoped
public class RackFlags {

    private final Revisions revisions;
    private final AuditLog audit;

    public RackFlags(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /** Who changes a flag and why. */
    public record Order(String rack, String actor, String reason) {}

    /** The rack takes no new replicas; false if there is no such rack. */
    @Transactional
    public boolean cordon(Order order) {
        return change(order, "cordon", "", rack -> rack.cordoned = true);
    }

    /** The rack takes replicas again, and a drain ends. */
    @Transactional
    public boolean uncordon(Order order) {
        return change(
                order,
                "uncordon",
                "",
                rack -> {
                    rack.cordoned = false;
                    rack.draining = false;
                });
    }

    /** The rack takes no new replicas, and what runs on it moves elsewhere. */
    @Transactional
    public boolean drain(Order order) {
        return change(
                order,
                "drain",
                "",
                rack -> {
                    rack.cordoned = true;
                    rack.draining = true;
                });
    }

    /** The rack draws at most this; null lifts the cap. */
    @Transactional
    public boolean cap(Order order, @Nullable Long watts) {
        return change(
                order,
                watts == null ? "uncap" : "cap",
                watts == null ? "" : watts + " W",
                rack -> rack.capWatts = watts);
    }

    /** The rack may clear the trip of that id. */
    @Transactional
    public boolean clearTrip(Order order, String trip) {
        return change(order, "clear-trip", trip, rack -> rack.clearTrip = trip);
    }

    /** The trip that was cleared last; empty if none was, or there is no such rack. */
    @Transactional
    public Optional<String> clearedTrip(String rack) {
        return RackEntity.<RackEntity>findByIdOptional(rack)
                .map(row -> row.clearTrip)
                .filter(trip -> !trip.isEmpty());
    }

    private boolean change(Order order, String action, String detail, Consumer<RackEntity> change) {
        long revision = revisions.forSpecChange();
        Optional<RackEntity> found = RackEntity.<RackEntity>findByIdOptional(order.rack());
        if (found.isEmpty()) {
            return false;
        }
        RackEntity rack = found.get();
        change.accept(rack);
        rack.revision = revision;
        String why = order.reason().isEmpty() ? "no reason given" : order.reason();
        audit.record(
                order.actor(),
                action,
                "rack/" + order.rack(),
                detail.isEmpty() ? why : detail + ": " + why,
                revision);
        return true;
    }
}
