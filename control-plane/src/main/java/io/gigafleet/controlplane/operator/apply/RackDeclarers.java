package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredDelivery;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A rack is declared once: by a manifest of its own, or by one delivery. */
final class RackDeclarers {

    private final Findings findings;
    private final Map<String, SortedSet<String>> deliveriesOf = new HashMap<>();
    private final SortedSet<String> ownManifests = new TreeSet<>();

    /**
     * @param changed the manifests that change something, in input order
     */
    RackDeclarers(
            Findings findings, Declared before, Declared after, List<Located<Manifest>> changed) {
        this.findings = findings;
        for (DeclaredDelivery declared : after.deliveries().values()) {
            for (ExpectedRack rack : declared.delivery().spec().racks()) {
                deliveriesOf
                        .computeIfAbsent(rack.name(), ignored -> new TreeSet<>())
                        .add(declared.delivery().name());
            }
        }
        before.racks().values().stream()
                .filter(standing -> standing.delivery().isEmpty())
                .map(StandingRack::rack)
                .forEach(rack -> ownManifests.add(rack.name()));
        for (Located<Manifest> at : changed) {
            if (at.manifest() instanceof Rack rack) {
                ownManifests.add(rack.name());
            }
        }
    }

    void check(Located<?> at, Rack rack) {
        first(deliveriesOf.get(rack.name()), "")
                .ifPresent(
                        delivery ->
                                findings.add(
                                        at,
                                        "metadata.name",
                                        "rack '%s' belongs to delivery '%s'"
                                                .formatted(rack.name(), delivery),
                                        "change it in the delivery"));
    }

    void check(Located<?> at, RackDelivery delivery) {
        List<ExpectedRack> racks = delivery.spec().racks();
        for (int index = 0; index < racks.size(); index++) {
            String rack = racks.get(index).name();
            String field = "spec.racks[" + index + "].name";
            if (ownManifests.contains(rack)) {
                findings.add(
                        at,
                        field,
                        "rack '" + rack + "' has a manifest of its own, and stands already",
                        "write another name");
            }
            first(deliveriesOf.get(rack), delivery.name())
                    .ifPresent(
                            other ->
                                    findings.add(
                                            at,
                                            field,
                                            "rack '%s' belongs to delivery '%s'"
                                                    .formatted(rack, other),
                                            "write another name, or take it out of that delivery"
                                                    + " in the same apply"));
        }
    }

    private static Optional<String> first(@Nullable SortedSet<String> deliveries, String but) {
        return deliveries == null
                ? Optional.empty()
                : deliveries.stream().filter(name -> !name.equals(but)).findFirst();
    }
}
