package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The racks whose assignment a cycle may have changed: of thousands, mostly a few. All others keep
 * what they were told.
 *
 * @param all whether every rack is
 * @param names otherwise these
 */
record TouchedRacks(boolean all, Set<String> names) {

    static final TouchedRacks ALL = new TouchedRacks(true, Set.of());

    TouchedRacks {
        names = Set.copyOf(names);
    }

    /**
     * The racks touched.
     *
     * @param composed the specs that assignments were last composed of
     * @param overdueBefore replicas that had to stop before
     * @param guarded racks the guard orders something else of than before
     */
    static TouchedRacks of(
            Specs composed,
            Specs now,
            CycleOutcome outcome,
            RolloutDecision rollouts,
            Set<String> overdueBefore,
            Set<String> guarded) {
        if (composed.topology() != now.topology()
                || composed.orders() != now.orders()
                || composed.rollouts() != now.rollouts()) {
            return ALL;
        }
        Set<String> racks = new HashSet<>(guarded);
        rollouts.racks().forEach(rack -> racks.add(rack.rack()));
        outcome.changed().forEach(replica -> racks.add(replica.rack()));
        Set<String> services = otherServices(composed, now);
        outcome.changed().stream()
                .filter(replica -> replica.state() != ReplicaState.ASSIGNED)
                .forEach(replica -> services.add(replica.service()));
        boolean someAreNewlyOverdue = !overdueBefore.containsAll(outcome.overdue());
        if (!services.isEmpty() || someAreNewlyOverdue) {
            for (Replica replica : outcome.replicas()) {
                if (services.contains(replica.service())
                        || outcome.overdue().contains(replica.id())) {
                    racks.add(replica.rack());
                }
            }
        }
        return new TouchedRacks(false, racks);
    }

    /** Services that are declared otherwise than before. */
    private static Set<String> otherServices(Specs composed, Specs now) {
        Set<String> others = new HashSet<>();
        if (composed.services() == now.services()) {
            return others;
        }
        Map<String, ServiceView> before = new HashMap<>();
        composed.services().forEach(service -> before.put(service.name(), service));
        for (ServiceView service : now.services()) {
            ServiceView known = before.get(service.name());
            if (known != null && known.service() != service.service()) {
                others.add(service.name());
            }
        }
        return others;
    }

    boolean isEmpty() {
        return !all && names.isEmpty();
    }

    boolean contains(String rack) {
        return all || names.contains(rack);
    }
}
