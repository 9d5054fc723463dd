package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans carried out in another way than they say. */
final class Tampering {

    private Tampering() {}

    /** Whether all for whom others are preempted would fit, were one copy spared. */
    static boolean fitsWithout(RandomFleet fleet, Plan plan, String copy) {
        FleetView view = fleet.view();
        List<Replica> staying = new ArrayList<>();
        for (Replica replica : view.replicas()) {
            boolean goes =
                    plan.preemptions().stream().anyMatch(p -> p.victims().contains(replica))
                            || plan.moves().stream().map(Move::from).anyMatch(replica::equals);
            if (!goes || replica.copy().equals(copy)) {
                staying.add(replica);
            }
        }
        plan.placements().forEach(one -> staying.add(arrived(view, one)));
        plan.moves().forEach(move -> staying.add(arrived(view, move.to())));
        FleetView after = new FleetView(view.topology(), view.racks(), view.services(), staying);
        Services services = new Services(after, fleet.demands());
        RoomSearch search = new RoomSearch(after, services, Rows.of(view.topology()));
        for (Preemption preemption : plan.preemptions()) {
            List<Integer> racks = search.find(preemption.beneficiary(), Set.of(preemption.rack()));
            if (racks.isEmpty()) {
                return false;
            }
            int accelerators = 0;
            for (int part = 0; part < racks.size(); part++) {
                accelerators +=
                        search.take(preemption.beneficiary(), part, racks.get(part))
                                .accelerators()
                                .size();
            }
            Service service = services.of(preemption.beneficiary());
            service.replace(preemption.beneficiary().slot(), accelerators);
            if (service.tenant().held() > service.tenant().most()) {
                return false;
            }
        }
        return true;
    }

    private static Replica arrived(FleetView view, Placement placement) {
        String copy =
                "%s-%d-new"
                        .formatted(placement.demand().service().name(), placement.demand().slot());
        return RandomFleet.replica(view, placement, copy, ReplicaState.ASSIGNED, false);
    }
}
