package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.UnplacedEntity;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Reads which slots have no place, and why. */
@ApplicationScoped
public class UnplacedReader {

    /**
     * A slot without a place.
     *
     * @param funnel racks considered and rejected by filter, as JSON
     * @param retried whether waiting may help
     */
    public record UnplacedSlot(
            String service,
            int slot,
            String reason,
            String message,
            String nearestFit,
            String funnel,
            boolean retried,
            Instant since) {}

    /** All of them, by service and slot. */
    @Transactional
    public List<UnplacedSlot> all() {
        return UnplacedEntity.<UnplacedEntity>findAll(Sort.by("id.service").and("id.slot")).stream()
                .map(
                        row ->
                                new UnplacedSlot(
                                        row.id.service(),
                                        row.id.slot(),
                                        row.reason,
                                        row.message,
                                        row.nearestFit,
                                        row.funnel,
                                        row.retried,
                                        row.since))
                .toList();
    }
}
