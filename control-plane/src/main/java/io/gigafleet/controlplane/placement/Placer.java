package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import java.util.List;

/** Decides where replicas go. */
public interface Placer {

    /**
     * Finds places for replicas, or says for each why there is none.
     *
     * @param view the fleet at one moment; not changed
     * @param demands the replicas to place, in any order
     * @return a plan that keeps every mandatory constraint of the view; every demand is in it
     *     exactly once
     */
    Plan plan(FleetView view, List<Demand> demands);

    /**
     * The same, where room is promised to some of the demands: it goes to nobody of a lower
     * priority, and a demand that waits for it makes no more room.
     *
     * @param promises room that is being made, for demands of the list
     */
    default Plan plan(FleetView view, List<Demand> demands, List<Promise> promises) {
        return plan(view, demands);
    }
}
