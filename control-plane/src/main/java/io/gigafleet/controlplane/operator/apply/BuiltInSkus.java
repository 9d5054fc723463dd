package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.AuditLog;
import io.gigafleet.controlplane.ledger.Revisions;
import io.gigafleet.controlplane.ledger.SpecStore;
import io.gigafleet.controlplane.ledger.SpecWriter;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Manifest;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts the rack models that come with the product into a ledger that doesn't know them yet. */
@ApplicationScoped
class BuiltInSkus {

    private static final Logger LOG = Logger.getLogger(BuiltInSkus.class);

    private final Revisions revisions;
    private final SpecStore specs;
    private final SpecWriter writer;
    private final AuditLog audit;

    BuiltInSkus(Revisions revisions, SpecStore specs, SpecWriter writer, AuditLog audit) {
        this.revisions = revisions;
        this.specs = specs;
        this.writer = writer;
        this.audit = audit;
    }

    @Transactional
    void add(@Observes StartupEvent start) {
        if (missing(specs.skuNames()).isEmpty()) {
            return;
        }
        long revision = revisions.forSpecChange();
        List<Manifest> missing = missing(specs.skuNames());
        writer.write(missing, revision);
        for (Manifest sku : missing) {
            audit.record(
                    "catalogue", "apply", "sku/" + sku.name(), "built-in rack model", revision);
        }
        LOG.infof("built-in rack models added skus=%d", missing.size());
    }

    private static List<Manifest> missing(List<String> known) {
        return SkuCatalogue.builtIn().skus().stream()
                .filter(sku -> !known.contains(sku.name()))
                .map(Manifest.class::cast)
                .toList();
    }
}
