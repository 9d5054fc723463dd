package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.safety.Eviction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All one cycle decides on.
 *
 * @param racks by index of the topology
 * @param replicas all that are not STOPPED, in order of id
 * @param confirmations the newest report of each rack that sent one
 * @param current racks whose report covers their newest assignment
 * @param evictionBucket what is left of the eviction rate
 * @param nowMillis the plane's clock
 */
record CycleInput(
        Specs specs,
        List<RackView> racks,
        List<Replica> replicas,
        Map<String, Confirmation> confirmations,
        Set<String> current,
        Eviction.Bucket evictionBucket,
        long nowMillis) {}
