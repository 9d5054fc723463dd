package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rack must stand where the plant has a place for it, alone, and must keep what runs on it. */
final class RackChecks {

    private final Findings findings;
    private final Declared before;
    private final Declared after;
    private final Held held;
    private final Map<String, Site.Hall> halls = new HashMap<>();
    private final Map<String, Site.Loop> loops = new HashMap<>();
    private final Set<String> domains = new HashSet<>();
    private final Map<Place, List<String>> racksAt = new HashMap<>();
    private final Map<String, List<String>> racksOfSerial = new HashMap<>();

    private record Place(String row, int position) {}

    RackChecks(Findings findings, Declared before, Declared after, Held held) {
        this.findings = findings;
        this.before = before;
        this.after = after;
        this.held = held;
        after.site()
                .ifPresent(
                        site -> {
                            site.spec().halls().forEach(hall -> halls.put(hall.name(), hall));
                            site.spec().loops().forEach(loop -> loops.put(loop.name(), loop));
                            site.spec().domains().forEach(domain -> domains.add(domain.name()));
                        });
        for (StandingRack standing : after.racks().values()) {
            Rack rack = standing.rack();
            racksAt.computeIfAbsent(place(rack), ignored -> new ArrayList<>()).add(rack.name());
            racksOfSerial
                    .computeIfAbsent(rack.spec().serial(), ignored -> new ArrayList<>())
                    .add(rack.name());
        }
    }

    void check(Located<?> at, Rack rack) {
        check(new Block(at, "spec", findings), rack);
    }

    void check(Located<?> at, RackDelivery delivery) {
        List<ExpectedRack> racks = delivery.spec().racks();
        for (int rack = 0; rack < racks.size(); rack++) {
            check(new Block(at, "spec.racks[" + rack + "]", findings), racks.get(rack).rack());
        }
    }

    private void check(Block at, Rack rack) {
        Rack.Spec spec = rack.spec();
        if (!after.skus().containsKey(spec.sku())) {
            at.unknown("sku", "SKU", spec.sku(), after.skus().keySet());
        }
        checkRow(at, spec);
        if (!domains.contains(spec.powerDomain())) {
            at.unknown("powerDomain", "power domain", spec.powerDomain(), domains);
        }
        checkLoop(at, spec);
        alone(at, rack);
        keepsWhatRuns(at, rack);
    }

    private void checkRow(Block at, Rack.Spec spec) {
        Site.Hall hall = halls.get(spec.hall());
        if (hall == null) {
            at.unknown("hall", "hall", spec.hall(), halls.keySet());
        } else if (!hall.rows().contains(spec.row())) {
            at.unknown("row", "row of hall " + spec.hall(), spec.row(), hall.rows());
        }
    }

    private void checkLoop(Block at, Rack.Spec spec) {
        Site.Loop loop = loops.get(spec.coolantLoop());
        if (loop == null) {
            at.unknown("coolantLoop", "coolant loop", spec.coolantLoop(), loops.keySet());
        } else if (!loop.hall().equals(spec.hall())) {
            at.problem(
                    "coolantLoop",
                    "loop '%s' cools hall '%s', and the rack stands in '%s'"
                            .formatted(loop.name(), loop.hall(), spec.hall()),
                    "write a loop of hall '" + spec.hall() + "'");
        }
    }

    private void alone(Block at, Rack rack) {
        Rack.Spec spec = rack.spec();
        other(racksAt.getOrDefault(place(rack), List.of()), rack)
                .ifPresent(
                        name ->
                                at.problem(
                                        "position",
                                        "rack '%s' stands at position %d of row '%s'"
                                                .formatted(name, spec.position(), spec.row()),
                                        "write a free position, or move that rack in the same"
                                                + " apply"));
        other(racksOfSerial.getOrDefault(spec.serial(), List.of()), rack)
                .ifPresent(
                        name ->
                                at.problem(
                                        "serial",
                                        "rack '" + name + "' has this serial number",
                                        "write the one on this rack's label"));
    }

    private static Optional<String> other(List<String> names, Rack rack) {
        return names.stream().filter(name -> !name.equals(rack.name())).findFirst();
    }

    private void keepsWhatRuns(Block at, Rack rack) {
        StandingRack known = before.racks().get(rack.name());
        if (known == null || held.replicas(rack.name()) == 0) {
            return;
        }
        Rack.Spec old = known.rack().spec();
        Rack.Spec next = rack.spec();
        Sku sku = after.skus().get(next.sku());
        int needed = held.acceleratorsNeeded(rack.name());
        if (sku != null && !old.sku().equals(next.sku()) && sku.spec().accelerators() < needed) {
            at.problem(
                    "sku",
                    "a %s has %d accelerators, and replicas hold %d of this rack"
                            .formatted(sku.name(), sku.spec().accelerators(), needed),
                    drainFirst(rack));
        }
        stays(at, rack, "hall", old.hall(), next.hall());
        stays(at, rack, "row", old.row(), next.row());
        stays(at, rack, "powerDomain", old.powerDomain(), next.powerDomain());
        stays(at, rack, "coolantLoop", old.coolantLoop(), next.coolantLoop());
    }

    private void stays(Block at, Rack rack, String field, String old, String next) {
        if (!old.equals(next)) {
            at.problem(
                    field,
                    "the rack is at '%s' and %d replicas run on it"
                            .formatted(old, held.replicas(rack.name())),
                    drainFirst(rack));
        }
    }

    private static String drainFirst(Rack rack) {
        return "drain the rack first: POST /api/v1/racks/" + rack.name() + "/drain";
    }

    private static Place place(Rack rack) {
        return new Place(rack.spec().row(), rack.spec().position());
    }
}
