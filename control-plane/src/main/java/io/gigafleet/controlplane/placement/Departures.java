package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Chooses which slots of a service go when it wants fewer: those whose going helps the fleet most.
 *
 * <p><b>Order:</b> those that stand on racks which take nothing new, or are leaving anyway; those
 * that do not serve yet; those on racks that hold the least of other services, so that racks become
 * whole; of these, racks whose loop or power domain is nearest its limit; then racks with the
 * fewest of the service's own, one rack after the other; at last the highest slot.
 */
final class Departures {

    private static final long PER_MILLE = 1_000;

    private final FleetView view;
    private final Topology topology;
    private final PowerBook power;
    private final int[] heldAccelerators;

    Departures(FleetView view) {
        this.view = view;
        this.topology = view.topology();
        this.power = view.powerBook();
        this.heldAccelerators = new int[topology.rackCount()];
        for (Replica replica : view.replicas()) {
            topology.rackNamed(replica.rack())
                    .ifPresent(rack -> heldAccelerators[rack] += replica.accelerators().size());
        }
    }

    /**
     * What speaks for a slot to go.
     *
     * @param othersAccelerators accelerators of other services on its racks
     * @param ownAccelerators accelerators of the service's own on its racks
     * @param rackHighestSlot the highest slot with a part on its first rack, which names that rack
     * @param tightness the greatest share, in per mille, committed of a limit above its racks
     */
    private record Candidate(
            int slot,
            boolean isUnfit,
            boolean isServing,
            int othersAccelerators,
            int ownAccelerators,
            int rackHighestSlot,
            long tightness) {

        static final Comparator<Candidate> ORDER =
                Comparator.comparing((Candidate slot) -> !slot.isUnfit)
                        .thenComparing(Candidate::isServing)
                        .thenComparingInt(Candidate::othersAccelerators)
                        .thenComparing(Candidate::tightness, Comparator.reverseOrder())
                        .thenComparingInt(Candidate::ownAccelerators)
                        .thenComparing(Candidate::rackHighestSlot, Comparator.reverseOrder())
                        .thenComparing(Candidate::slot, Comparator.reverseOrder());
    }

    /** The slots that go, so many of them, of those that are held. */
    List<Integer> choose(SortedMap<Integer, List<Copy>> holders, int count) {
        OfService service = new OfService(topology, holders);
        List<Candidate> candidates = new ArrayList<>();
        holders.forEach((slot, copies) -> candidates.add(candidate(slot, copies, service)));
        return candidates.stream()
                .sorted(Candidate.ORDER)
                .limit(count)
                .map(Candidate::slot)
                .toList();
    }

    /**
     * What a service holds of each rack.
     *
     * @param accelerators by rack
     * @param highestSlot by rack
     */
    private record OfService(
            Map<Integer, Integer> accelerators, Map<Integer, Integer> highestSlot) {
        OfService(Topology topology, SortedMap<Integer, List<Copy>> holders) {
            this(new HashMap<>(), new HashMap<>());
            for (List<Copy> copies : holders.values()) {
                for (Copy copy : copies) {
                    copy.parts().forEach(part -> add(topology, part));
                }
            }
        }

        private void add(Topology topology, Replica part) {
            topology.rackNamed(part.rack())
                    .ifPresent(
                            rack -> {
                                accelerators.merge(rack, part.accelerators().size(), Integer::sum);
                                highestSlot.merge(rack, part.slot(), Math::max);
                            });
        }
    }

    private Candidate candidate(int slot, List<Copy> copies, OfService service) {
        boolean isUnfit = false;
        boolean isServing = false;
        int others = 0;
        int ofService = 0;
        long tightness = 0;
        for (Copy copy : copies) {
            isUnfit |= copy.isLeaving();
            for (Replica part : copy.parts()) {
                isServing |= part.state() == ReplicaState.SERVING;
                OptionalInt at = topology.rackNamed(part.rack());
                if (at.isEmpty()) {
                    isUnfit = true;
                    continue;
                }
                int rack = at.getAsInt();
                int here = service.accelerators().getOrDefault(rack, 0);
                isUnfit |= !view.rack(rack).acceptsReplicas();
                others += heldAccelerators[rack] - here;
                ofService += here;
                tightness = Math.max(tightness, tightness(rack));
            }
        }
        OptionalInt first = topology.rackNamed(copies.getFirst().parts().getFirst().rack());
        int highestSlot =
                first.isPresent()
                        ? service.highestSlot().getOrDefault(first.getAsInt(), slot)
                        : slot;
        return new Candidate(slot, isUnfit, isServing, others, ofService, highestSlot, tightness);
    }

    private long tightness(int rack) {
        int loop = topology.rack(rack).loop();
        long most = share(power.loopHeatWatts(loop), topology.loop(loop).heatCapacityWatts());
        for (int domain : topology.feedsOf(rack)) {
            most =
                    Math.max(
                            most,
                            share(
                                    power.domainWatts(domain),
                                    topology.domain(domain).budgetWatts()));
        }
        return most;
    }

    private static long share(long committedWatts, long limitWatts) {
        return committedWatts * PER_MILLE / limitWatts;
    }
}
