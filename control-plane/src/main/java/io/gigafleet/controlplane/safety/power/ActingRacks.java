package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Modes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which racks each automation may touch by itself, and how far it goes for loops and domains.
 *
 * @param modes it was derived from
 * @param topology it was derived from
 * @param racks by automation; nobody changes them
 * @param scopesOfDomains by index of the domain
 * @param held racks in a scope in which nothing acts by itself; nobody changes them
 */
public record ActingRacks(
        Modes modes,
        Topology topology,
        Map<Automation, BitSet> racks,
        List<List<String>> scopesOfDomains,
        BitSet held) {

    /** Of no site. */
    public static final ActingRacks NONE =
            new ActingRacks(Modes.ALL_ACT, Topology.EMPTY, Map.of(), List.of(), new BitSet());

    /** The same if neither modes nor topology changed. */
    public ActingRacks of(Modes newModes, Topology newTopology) {
        if (newTopology == topology && newModes.equals(modes) && !racks.isEmpty()) {
            return this;
        }
        boolean isPlain = newModes.settings().isEmpty() && newModes.held().isEmpty();
        List<List<String>> scopes = new ArrayList<>();
        for (int rack = 0; rack < newTopology.rackCount(); rack++) {
            scopes.add(isPlain ? List.of() : scopesOfRack(newTopology, rack));
        }
        Map<Automation, BitSet> acting = new EnumMap<>(Automation.class);
        for (Automation automation : Automation.values()) {
            BitSet touchable = new BitSet();
            for (int rack = 0; rack < scopes.size(); rack++) {
                touchable.set(rack, newModes.of(automation, scopes.get(rack)) == Mode.ACT);
            }
            acting.put(automation, touchable);
        }
        BitSet held = new BitSet();
        boolean isSiteHeld = newModes.held().contains(Modes.SITE);
        for (int rack = 0; rack < scopes.size(); rack++) {
            held.set(
                    rack,
                    isSiteHeld || scopes.get(rack).stream().anyMatch(newModes.held()::contains));
        }
        return new ActingRacks(
                newModes, newTopology, Map.copyOf(acting), scopesOfDomains(newTopology), held);
    }

    /** The same as if nothing had been approved, for the questions after one subject. */
    public ActingRacks unapproved() {
        return new ActingRacks(modes.unapproved(), topology, racks, scopesOfDomains, held);
    }

    /** Racks an automation may touch by itself. The caller must not change the set. */
    public BitSet of(Automation automation) {
        return racks.getOrDefault(automation, new BitSet());
    }

    /** How far an automation goes for a rack. */
    public Mode ofRack(Automation automation, int rack) {
        return modes.of(automation, scopesOfRack(topology, rack));
    }

    /** How far an automation goes for a loop: as for the row and hall of its racks. */
    public Mode ofLoop(Automation automation, int loop) {
        List<String> scopes = new ArrayList<>();
        scopes.add("loop/" + topology.loop(loop).name());
        topology.racks().stream()
                .filter(rack -> rack.loop() == loop)
                .findFirst()
                .ifPresent(rack -> addPlaces(scopes, rack));
        return modes.of(automation, scopes);
    }

    /**
     * How far an automation goes for a domain: as for the ones that feed it, and as for the row and
     * hall all its racks stand in.
     */
    public Mode ofDomain(Automation automation, int domain) {
        return modes.of(automation, scopesOfDomains.get(domain));
    }

    /** How far an automation goes for the site. */
    public Mode ofSite(Automation automation) {
        return modes.of(automation, List.of());
    }

    private static List<String> scopesOfRack(Topology topology, int rack) {
        RackSpot spot = topology.rack(rack);
        List<String> scopes = new ArrayList<>();
        scopes.add("rack/" + spot.name());
        scopes.add("loop/" + topology.loop(spot.loop()).name());
        addDomains(scopes, topology, spot.powerDomain());
        addPlaces(scopes, spot);
        return scopes;
    }

    private static List<List<String>> scopesOfDomains(Topology topology) {
        List<Set<String>> rows = new ArrayList<>();
        List<Set<String>> halls = new ArrayList<>();
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            rows.add(new HashSet<>());
            halls.add(new HashSet<>());
        }
        for (RackSpot spot : topology.racks()) {
            for (int at = spot.powerDomain();
                    at != PowerDomain.ROOT;
                    at = topology.domain(at).parent()) {
                rows.get(at).add("row/" + spot.row());
                halls.get(at).add("hall/" + spot.hall());
            }
        }
        List<List<String>> all = new ArrayList<>();
        for (int domain = 0; domain < rows.size(); domain++) {
            List<String> scopes = new ArrayList<>();
            addDomains(scopes, topology, domain);
            Stream.of(rows.get(domain), halls.get(domain))
                    .filter(places -> places.size() == 1)
                    .forEach(scopes::addAll);
            all.add(List.copyOf(scopes));
        }
        return List.copyOf(all);
    }

    private static void addDomains(List<String> scopes, Topology topology, int domain) {
        for (int at = domain; at != PowerDomain.ROOT; at = topology.domain(at).parent()) {
            scopes.add("domain/" + topology.domain(at).name());
        }
    }

    private static void addPlaces(List<String> scopes, RackSpot spot) {
        scopes.add("row/" + spot.row());
        scopes.add("hall/" + spot.hall());
    }
}
