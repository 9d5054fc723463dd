package io.gigafleet.controlplane.safety;

import java.util.List;

/**
 * What the guard sees of the plant.
 *
 * @param domains by the topology's domain index
 * @param loops by the topology's loop index
 */
public record PlantSights(List<DomainSight> domains, List<LoopSight> loops) {

    public PlantSights {
        domains = List.copyOf(domains);
        loops = List.copyOf(loops);
    }

    /**
     * The newest meter reading of a power domain.
     *
     * @param heardAtMillis 0: no meter was ever heard, and the other fields say nothing
     * @param dark whether no feed is present: evidence that what hangs on it has no power
     * @param feeds how many feeds it has when all is well; 0: the meter doesn't say
     */
    public record DomainSight(
            long heardAtMillis, long watts, boolean dark, int feeds, int feedsPresent) {

        /** A domain without a meter. */
        public static final DomainSight UNMETERED = new DomainSight(0, 0, false, 0, 0);

        /** Whether one of its feeds is lost while another carries on. */
        public boolean isOnFailover() {
            return heardAtMillis > 0 && feedsPresent > 0 && feedsPresent < feeds;
        }
    }

    /**
     * The newest reading of a coolant loop's CDU.
     *
     * @param heardAtMillis 0: never, and the other fields say nothing
     * @param heatCapacityWatts what it can reject now
     * @param pumpPermille the pumps' flow as a share of rated flow
     */
    public record LoopSight(
            long heardAtMillis,
            int supplyMilliCelsius,
            int returnMilliCelsius,
            long heatWatts,
            long heatCapacityWatts,
            int pumpPermille) {

        /** A loop whose CDU has not been heard. */
        public static final LoopSight UNHEARD = new LoopSight(0, 0, 0, 0, 0, 0);
    }
}
