package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.placement.Placement;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All parts of a replica arrive, each once, and all in one row. */
final class WholeReplicas {

    private WholeReplicas() {}

    static void check(Proposal proposal, Violations found) {
        proposal.arrivals()
                .forEach(
                        (service, placements) -> {
                            if (service.parts().size() == 1) {
                                checkSingle(placements, found);
                            } else {
                                checkParts(service, placements, proposal.rowOf(), found);
                            }
                        });
    }

    private static void checkSingle(List<Placement> placements, Violations found) {
        BitSet seen = new BitSet();
        for (Placement placement : placements) {
            int slot = placement.demand().slot();
            if (seen.get(slot)) {
                found.of(placement, "it is placed twice");
            }
            seen.set(slot);
        }
    }

    /** What arrived of one replica. */
    private record Arrived(Placement first, BitSet parts) {}

    private static void checkParts(
            Service service, List<Placement> placements, int[] rowOf, Violations found) {
        Map<Integer, Arrived> bySlot = new HashMap<>();
        for (Placement placement : placements) {
            Arrived arrived =
                    bySlot.computeIfAbsent(
                            placement.demand().slot(),
                            ignored -> new Arrived(placement, new BitSet()));
            if (arrived.parts().get(placement.part())) {
                found.of(placement, "part %d is placed twice".formatted(placement.part()));
            }
            arrived.parts().set(placement.part());
            if (rowOf[placement.rack()] != rowOf[arrived.first().rack()]) {
                found.of(placement, "its other parts stand in another row");
            }
        }
        bySlot.forEach(
                (slot, arrived) -> {
                    if (arrived.parts().cardinality() != service.parts().size()) {
                        found.of(
                                arrived.first().demand(),
                                "is placed with %d of its %d parts"
                                        .formatted(
                                                arrived.parts().cardinality(),
                                                service.parts().size()));
                    }
                });
    }
}
