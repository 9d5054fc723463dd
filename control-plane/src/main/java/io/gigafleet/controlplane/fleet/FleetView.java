package io.gigafleet.controlplane.fleet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Everything one round of decisions sees, and all of it from one moment. Immutable.
 *
 * @param racks one entry per rack of the topology, by its index
 * @param services in order of name
 * @param replicas all that are not STOPPED, in order of id
 */
public record FleetView(
        Topology topology,
        List<RackView> racks,
        List<ServiceView> services,
        List<Replica> replicas) {

    public FleetView {
        racks = List.copyOf(racks);
        services = List.copyOf(services);
        replicas = List.copyOf(replicas);
        if (racks.size() != topology.rackCount()) {
            throw new IllegalArgumentException(
                    "%d rack views for %d racks".formatted(racks.size(), topology.rackCount()));
        }
    }

    public RackView rack(int rack) {
        return racks.get(rack);
    }

    /** A power book with every replica of this view committed. */
    public PowerBook powerBook() {
        PowerBook book =
                new PowerBook(
                        topology,
                        racks.stream().mapToLong(rack -> rack.standing().heldWatts()).toArray());
        for (Replica replica : replicas) {
            topology.rackNamed(replica.rack())
                    .ifPresent(rack -> book.commit(rack, replica.plannedWatts()));
        }
        return book;
    }

    /** How many dead accelerators of a rack no replica holds. */
    public int[] deadAndUnheld() {
        int[] dead = racks.stream().mapToInt(rack -> rack.deadAccelerators().size()).toArray();
        if (Arrays.stream(dead).noneMatch(count -> count > 0)) {
            return dead;
        }
        for (Replica replica : replicas) {
            topology.rackNamed(replica.rack())
                    .ifPresent(
                            rack ->
                                    dead[rack] -=
                                            replica.acceleratorSet()
                                                    .common(rack(rack).deadAccelerators()));
        }
        return dead;
    }

    /** The living accelerators no replica holds, one set per rack. */
    public BitSet[] freeAccelerators() {
        BitSet[] free = new BitSet[topology.rackCount()];
        for (int rack = 0; rack < free.length; rack++) {
            free[rack] = new BitSet(topology.rack(rack).accelerators());
            free[rack].set(0, topology.rack(rack).accelerators());
            racks.get(rack).deadAccelerators().forEach(free[rack]::clear);
        }
        for (Replica replica : replicas) {
            topology.rackNamed(replica.rack())
                    .ifPresent(rack -> replica.accelerators().forEach(free[rack]::clear));
        }
        return free;
    }
}
