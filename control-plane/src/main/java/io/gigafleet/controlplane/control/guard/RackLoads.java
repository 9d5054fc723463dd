package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PowerCaps;
import java.util.HashSet;
import java.util.Set;

/**
 * What decisions hold for every rack, in watts: columns, one entry per rack of the topology.
 *
 * @param committedWatts idle power and replicas
 * @param preemptibleWatts of these, what preemptible replicas draw above idle as planned
 * @param ceilingWatts the most each may ever draw; 0: without power
 * @param safeCapWatts the cap it falls to by itself
 */
@SuppressWarnings("ArrayRecordComponent") // columns; nobody changes or compares them
public record RackLoads(
        long[] committedWatts, long[] preemptibleWatts, long[] ceilingWatts, long[] safeCapWatts) {

    /** What a view commits. */
    public static RackLoads of(FleetView view, long[] safeCapWatts) {
        Topology topology = view.topology();
        PowerBook book = view.powerBook();
        long[] committed = new long[topology.rackCount()];
        long[] ceilings = new long[topology.rackCount()];
        for (int rack = 0; rack < committed.length; rack++) {
            committed[rack] = book.rackWatts(rack);
            ceilings[rack] = PowerCaps.ceilingWatts(view, rack);
        }
        return new RackLoads(committed, preemptibleWatts(view), ceilings, safeCapWatts);
    }

    private static long[] preemptibleWatts(FleetView view) {
        Set<String> preemptible = new HashSet<>();
        for (ServiceView service : view.services()) {
            if (service.service().spec().preemptible()) {
                preemptible.add(service.name());
            }
        }
        long[] watts = new long[view.topology().rackCount()];
        for (Replica replica : view.replicas()) {
            if (preemptible.contains(replica.service())) {
                view.topology()
                        .rackNamed(replica.rack())
                        .ifPresent(rack -> watts[rack] += replica.plannedWatts());
            }
        }
        return watts;
    }
}
