package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong with a plan, one sentence each. */
final class Violations {

    /** Sentences that are told; of a plan that is wrong everywhere the rest adds nothing. */
    private static final int TOLD_MOST = 100;

    private final Topology topology;
    private final List<String> told = new ArrayList<>();

    Violations(Topology topology) {
        this.topology = topology;
    }

    void of(Placement placement, String what) {
        if (told.size() < TOLD_MOST) {
            of(
                    placement.demand(),
                    "on %s: %s".formatted(topology.rack(placement.rack()).name(), what));
        }
    }

    void of(Demand demand, String what) {
        add("%s slot %d %s".formatted(demand.service().name(), demand.slot(), what));
    }

    void add(String sentence) {
        if (told.size() < TOLD_MOST) {
            told.add(sentence);
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<String> all() {
        return List.copyOf(told);
    }
}
