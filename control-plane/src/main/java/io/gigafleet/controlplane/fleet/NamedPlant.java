package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.manifest.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a site as they are written down, referring to each other by name.
 *
 * @param domains in the site's order
 * @param loops in the site's order
 * @param racks in the order their indexes shall have
 */
public record NamedPlant(
        List<NamedDomain> domains, List<CoolantLoop> loops, List<NamedRack> racks) {

    public NamedPlant {
        domains = List.copyOf(domains);
        loops = List.copyOf(loops);
        racks = List.copyOf(racks);
    }

    /**
     * A power domain.
     *
     * @param parent name of the domain that feeds it; empty at the root
     * @param failoverWatts what it carries when its other feed is lost
     */
    public record NamedDomain(
            String name, DomainKind kind, String parent, long budgetWatts, long failoverWatts) {}

    /**
     * A rack, what feeds it directly, and the loop that cools it.
     *
     * @param labels of the rack, its row and its hall, the nearest first
     */
    public record NamedRack(
            String name,
            Sku sku,
            String hall,
            String row,
            String powerDomain,
            String loop,
            Map<String, String> labels) {
        public NamedRack {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * The same with indexes in place of names.
     *
     * @throws IllegalArgumentException if a name refers to nothing, or {@link Topology} refuses the
     *     parts
     */
    public Topology topology() {
        Map<String, Integer> domainIndex =
                indexed(domains.stream().map(NamedDomain::name).toList());
        Map<String, Integer> loopIndex = indexed(loops.stream().map(CoolantLoop::name).toList());
        return new Topology(
                domains.stream()
                        .map(
                                domain ->
                                        new PowerDomain(
                                                domain.name(),
                                                domain.kind(),
                                                domain.parent().isEmpty()
                                                        ? PowerDomain.ROOT
                                                        : find(
                                                                domainIndex,
                                                                domain.parent(),
                                                                "power domain"),
                                                domain.budgetWatts(),
                                                domain.failoverWatts()))
                        .toList(),
                loops,
                racks.stream()
                        .map(
                                rack ->
                                        new RackSpot(
                                                rack.name(),
                                                rack.sku(),
                                                rack.hall(),
                                                rack.row(),
                                                find(
                                                        domainIndex,
                                                        rack.powerDomain(),
                                                        "power domain"),
                                                find(loopIndex, rack.loop(), "coolant loop"),
                                                rack.labels()))
                        .toList());
    }

    private static Map<String, Integer> indexed(List<String> names) {
        Map<String, Integer> index = new HashMap<>();
        names.forEach(name -> index.put(name, index.size()));
        return index;
    }

    private static int find(Map<String, Integer> index, String name, String what) {
        Integer at = index.get(name);
        if (at == null) {
            throw new IllegalArgumentException("there is no " + what + " " + name);
        }
        return at;
    }
}
