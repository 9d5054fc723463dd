package io.gigafleet.controlplane.placement.whatif;

import io.gigafleet.controlplane.placement.Unplaced;
import java.util.List;

/**
 * What would become of the fleet.
 *
 * @param services those that anything becomes of, by name
 * @param steps what becomes of single replicas, by service, slot and part
 * @param domains every power domain, in the topology's order
 * @param loops every coolant loop, in the topology's order
 * @param isSettled whether nothing more would follow; if not, it was followed as far as {@link
 *     Settling#MAX_ROUNDS} rounds
 */
public record Answer(
        List<ServiceOutcome> services,
        List<Step> steps,
        List<Headroom> domains,
        List<Headroom> loops,
        boolean isSettled) {

    public Answer {
        services = List.copyOf(services);
        steps = List.copyOf(steps);
        domains = List.copyOf(domains);
        loops = List.copyOf(loops);
    }

    /** Whether more replicas would be without a place than without the change. */
    public boolean refusesMore() {
        return services.stream().anyMatch(ServiceOutcome::refusesMore);
    }

    /**
     * What becomes of one service; counts are of its replicas.
     *
     * @param held replicas with a place now
     * @param placed that get a place and have none now
     * @param moved that have another place then
     * @param preempted that are given up for others, whether they find another place or not
     * @param refusedAnyway that would be without a place if nothing were different
     * @param refused those without a place in the end, each with its reason, by slot
     */
    public record ServiceOutcome(
            String service,
            int wanted,
            int held,
            int placed,
            int moved,
            int preempted,
            int refusedAnyway,
            List<Unplaced> refused) {

        public ServiceOutcome {
            refused = List.copyOf(refused);
        }

        boolean refusesMore() {
            return refused.size() > refusedAnyway;
        }

        boolean isAnything() {
            return placed + moved + preempted > 0 || !refused.isEmpty() || refusedAnyway > 0;
        }
    }

    /**
     * What becomes of one part of a replica.
     *
     * @param fromRack where it is now; empty: nowhere
     * @param toRack where it is then; empty: nowhere
     * @param accelerators how many it holds there, or held
     */
    public record Step(
            Kind kind,
            String service,
            int slot,
            int part,
            String fromRack,
            String toRack,
            int accelerators) {}

    /** What becomes of a replica. */
    public enum Kind {
        /** It has no place now, and gets one. */
        PLACED,
        /** It has another place then. */
        MOVED,
        /** It is given up for a more important one, or one whose tenant lent the place. */
        PREEMPTED,
        /** It has to leave and finds no other place. */
        LOST,
        /** It is no longer wanted. */
        STOPPED
    }

    /**
     * What a power domain or coolant loop carries.
     *
     * @param beforeWatts committed now
     * @param afterWatts committed then
     */
    public record Headroom(
            String name,
            long budgetBeforeWatts,
            long beforeWatts,
            long budgetAfterWatts,
            long afterWatts) {

        /** What is left now, never below zero. */
        public long headroomBeforeWatts() {
            return Math.max(0, budgetBeforeWatts - beforeWatts);
        }

        /** What is left then, never below zero. */
        public long headroomAfterWatts() {
            return Math.max(0, budgetAfterWatts - afterWatts);
        }

        /** Whether anything of it differs. */
        public boolean isChanged() {
            return beforeWatts != afterWatts || budgetBeforeWatts != budgetAfterWatts;
        }
    }
}
