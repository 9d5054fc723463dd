package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which racks of a site a rollout is for. */
public final class RackChoice {

    private final Rollout.Racks chosen;
    private final Set<String> names;
    private final Set<String> rows;
    private final Set<String> skus;

    private RackChoice(Rollout.Racks chosen) {
        this.chosen = chosen;
        this.names = new HashSet<>(chosen.names());
        this.rows = new HashSet<>(chosen.rows());
        this.skus = new HashSet<>(chosen.skus());
    }

    /**
     * Names of the racks that a rollout chooses, in the topology's order. What it names and is not
     * there is passed over.
     *
     * @param identities of the topology's racks, by their index
     */
    public static List<String> of(
            Rollout.Spec spec, Topology topology, List<RackIdentity> identities) {
        RackChoice choice = new RackChoice(spec.racks());
        List<String> racks = new ArrayList<>();
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            if (choice.takes(topology.rack(rack), identities.get(rack))) {
                racks.add(topology.rack(rack).name());
            }
        }
        return List.copyOf(racks);
    }

    private boolean takes(RackSpot spot, RackIdentity identity) {
        boolean chosenByPlace =
                names.contains(spot.name())
                        || rows.contains(spot.row())
                        || (!chosen.delivery().isEmpty()
                                && chosen.delivery().equals(identity.delivery()));
        return chosenByPlace && (skus.isEmpty() || skus.contains(spot.sku().name()));
    }
}
