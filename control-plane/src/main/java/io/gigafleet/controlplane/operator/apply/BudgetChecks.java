package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The racks of every power domain and coolant loop must fit into it while idle: an idle rack can't
 * be capped further.
 */
final class BudgetChecks {

    private final Findings findings;
    private final List<Located<Manifest>> changed;
    private final Topology plant;

    /**
     * @param changed the manifests that change something, in input order
     */
    BudgetChecks(Findings findings, List<Located<Manifest>> changed, Declared after) {
        this.findings = findings;
        this.changed = changed;
        this.plant = after.topology();
    }

    void check() {
        PowerBook idle = new PowerBook(plant);
        for (int domain = 0; domain < plant.domains().size(); domain++) {
            long budget = plant.domain(domain).budgetWatts();
            if (idle.domainWatts(domain) > budget) {
                over(
                        "power domain '%s'".formatted(plant.domain(domain).name()),
                        idle.domainWatts(domain),
                        budget,
                        new Limit(domain, true));
            }
        }
        for (int loop = 0; loop < plant.loops().size(); loop++) {
            long capacity = plant.loop(loop).heatCapacityWatts();
            if (idle.loopHeatWatts(loop) > capacity) {
                over(
                        "coolant loop '%s'".formatted(plant.loop(loop).name()),
                        idle.loopHeatWatts(loop),
                        capacity,
                        new Limit(loop, false));
            }
        }
    }

    private record Limit(int index, boolean power) {}

    private void over(String what, long idleWatts, long limitWatts, Limit limit) {
        changed.stream()
                .filter(manifest -> touches(manifest.manifest(), limit))
                .reduce((first, last) -> last)
                .ifPresent(
                        last ->
                                findings.add(
                                        last,
                                        field(last.manifest(), limit),
                                        "%s carries %d W, and its racks draw %d W when idle"
                                                .formatted(what, limitWatts, idleWatts),
                                        "raise the limit, or place fewer racks below it"));
    }

    private boolean touches(Manifest manifest, Limit limit) {
        return switch (manifest) {
            case Site ignored -> true;
            case Rack rack -> below(rack.name(), limit);
            case RackDelivery delivery -> firstBelow(delivery, limit).isPresent();
            case Sku sku -> {
                List<RackSpot> racks = plant.racks();
                boolean some = false;
                for (int rack = 0; rack < racks.size(); rack++) {
                    some |= racks.get(rack).sku().name().equals(sku.name()) && below(rack, limit);
                }
                yield some;
            }
            default -> false;
        };
    }

    private boolean below(String rack, Limit limit) {
        OptionalInt index = plant.rackNamed(rack);
        return index.isPresent() && below(index.getAsInt(), limit);
    }

    private OptionalInt firstBelow(RackDelivery delivery, Limit limit) {
        return IntStream.range(0, delivery.spec().racks().size())
                .filter(rack -> below(delivery.spec().racks().get(rack).name(), limit))
                .findFirst();
    }

    private boolean below(int rack, Limit limit) {
        return limit.power()
                ? plant.feeds(limit.index(), rack)
                : plant.rack(rack).loop() == limit.index();
    }

    private String field(Manifest manifest, Limit limit) {
        return switch (manifest) {
            case Site ignored ->
                    limit.power()
                            ? "spec.domains[" + limit.index() + "].continuousWatts"
                            : "spec.loops[" + limit.index() + "].heatCapacityWatts";
            case Rack ignored -> limit.power() ? "spec.powerDomain" : "spec.coolantLoop";
            case RackDelivery delivery ->
                    "spec.racks[%d].%s"
                            .formatted(
                                    firstBelow(delivery, limit).orElseThrow(),
                                    limit.power() ? "powerDomain" : "coolantLoop");
            default -> "spec.power.idleWatts";
        };
    }
}
