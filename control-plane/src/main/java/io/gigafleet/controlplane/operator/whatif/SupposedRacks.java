package io.gigafleet.controlplane.operator.whatif;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.operator.whatif.WhatIfRequest.AddedRacks;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Racks that are supposed to stand where none does. */
final class SupposedRacks {

    /** Most racks one question adds. */
    static final int MAX_RACKS = 10_000;

    private final Declared declared;
    private final Topology topology;
    private final List<RackSpot> spots = new ArrayList<>();

    SupposedRacks(Declared declared, Topology topology) {
        this.declared = declared;
        this.topology = topology;
    }

    /** All that were added, named new-1, new-2, … */
    List<RackSpot> spots() {
        return List.copyOf(spots);
    }

    void add(String field, AddedRacks added) {
        String skuName = Supposition.required(field + ".sku", added.sku());
        Sku sku = declared.skus().get(skuName);
        if (sku == null) {
            throw Supposition.unknown(field + ".sku", "SKU", skuName, declared.skus().keySet());
        }
        String row = Supposition.required(field + ".row", added.row());
        Site.Hall hall = hallOf(field + ".row", row);
        int count = count(field + ".count", added.count());
        Optional<RackSpot> last =
                topology.racks().stream()
                        .filter(spot -> spot.row().equals(row))
                        .reduce((first, second) -> second);
        int domain =
                index(
                        field + ".powerDomain",
                        "power domain",
                        added.powerDomain(),
                        topology.domains().stream().map(PowerDomain::name).toList(),
                        last.map(RackSpot::powerDomain));
        int loop =
                index(
                        field + ".loop",
                        "coolant loop",
                        added.loop(),
                        topology.loops().stream().map(CoolantLoop::name).toList(),
                        last.map(RackSpot::loop));
        for (int rack = 0; rack < count; rack++) {
            spots.add(
                    new RackSpot(
                            freshName(),
                            sku,
                            hall.name(),
                            row,
                            domain,
                            loop,
                            hall.labelsOf(row, Map.of())));
        }
    }

    private String freshName() {
        int number = spots.size() + 1;
        String name = "new-" + number;
        while (topology.rackNamed(name).isPresent()) {
            name += "x";
        }
        return name;
    }

    private Site.Hall hallOf(String field, String row) {
        List<Site.Hall> halls = declared.site().map(site -> site.spec().halls()).orElse(List.of());
        return halls.stream()
                .filter(hall -> hall.rows().contains(row))
                .findFirst()
                .orElseThrow(
                        () ->
                                Supposition.unknown(
                                        field,
                                        "row",
                                        row,
                                        halls.stream()
                                                .flatMap(hall -> hall.rows().stream())
                                                .toList()));
    }

    private int count(String field, @Nullable Integer count) {
        int racks = count == null ? 1 : count;
        if (racks < 1 || racks > MAX_RACKS - spots.size()) {
            throw Refusal.ofField(
                    field,
                    racks + " racks can't be added",
                    "write at least 1; " + MAX_RACKS + " in all");
        }
        return racks;
    }

    /** The index of a name; of no name, that of the row's last rack. */
    private static int index(
            String field,
            String what,
            @Nullable String name,
            List<String> known,
            Optional<Integer> likeTheRow) {
        if (name == null) {
            return likeTheRow.orElseThrow(
                    () ->
                            Refusal.ofField(
                                    field,
                                    "it is missing, and no rack stands in the row yet",
                                    "write the name of its " + what));
        }
        int index = known.indexOf(name);
        if (index < 0) {
            throw Supposition.unknown(field, what, name, known);
        }
        return index;
    }
}
