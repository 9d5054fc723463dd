package io.gigafleet.controlplane.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The racks the plane knows, in the order of the site's topology: columns of readings have that
 * order, and an index of a rack, domain or loop means the same here and there.
 */
public final class RackRegistry {

    /** Knows no rack. */
    public static final RackRegistry EMPTY = new RackRegistry(List.of(), List.of(), List.of());

    private final List<KnownRack> racks;
    private final List<String> rackIds;
    private final List<String> domains;
    private final List<String> loops;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final NameTable table;

    /**
     * A rack and where it hangs.
     *
     * @param domains indexes of the power domains that feed it
     * @param loop index of its coolant loop
     */
    public record KnownRack(String rackId, RackLimits limits, List<Integer> domains, int loop) {
        public KnownRack {
            domains = List.copyOf(domains);
        }
    }

    /**
     * Racks of a plant.
     *
     * @param domains the power domains' names
     * @param loops the coolant loops' names
     * @throws IllegalArgumentException if a rack occurs twice, or hangs on a domain or loop that
     *     isn't there
     */
    public RackRegistry(List<KnownRack> racks, List<String> domains, List<String> loops) {
        this.racks = List.copyOf(racks);
        this.rackIds = this.racks.stream().map(KnownRack::rackId).toList();
        this.domains = List.copyOf(domains);
        this.loops = List.copyOf(loops);
        this.table = new NameTable(rackIds);
        for (KnownRack rack : this.racks) {
            if (indexes.put(rack.rackId(), indexes.size()) != null) {
                throw new IllegalArgumentException("rack " + rack.rackId() + " occurs twice");
            }
            if (rack.loop() < 0
                    || rack.loop() >= loops.size()
                    || rack.domains().stream()
                            .anyMatch(domain -> domain < 0 || domain >= domains.size())) {
                throw new IllegalArgumentException(
                        "%s hangs on one of %d domains or %d loops that isn't there"
                                .formatted(rack, domains.size(), loops.size()));
            }
        }
    }

    /** How many racks there are. */
    public int size() {
        return racks.size();
    }

    /** The rack at an index. */
    public KnownRack rack(int index) {
        return racks.get(index);
    }

    /** The index of a rack; empty if the plane doesn't know it. */
    public OptionalInt indexOf(String rackId) {
        Integer index = indexes.get(rackId);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The index of the rack whose id these bytes are; -1 if the plane doesn't know it. */
    int indexOf(byte[] bytes, int from, int to) {
        return table.indexOf(bytes, from, to);
    }

    /** Whether the plane knows the rack. */
    public boolean knows(String rackId) {
        return indexes.containsKey(rackId);
    }

    /** All racks' ids, by index. */
    public List<String> rackIds() {
        return rackIds;
    }

    /** The power domains' names, by index. */
    public List<String> domains() {
        return domains;
    }

    /** The coolant loops' names, by index. */
    public List<String> loops() {
        return loops;
    }
}
