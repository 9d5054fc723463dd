package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.Attainment;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.RackSigns;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.health.EvictionRate;
import java.util.Collection;
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
 * @param modes how far automations go by themselves
 * @param evictionRate what is left of the eviction rate
 * @param room what is being done to make room for slots that wait
 * @param rollouts what was decided of rollouts before
 * @param senses what was heard of racks on their way into service
 * @param starved power domains and coolant loops that services waited for after the last cycle
 * @param attainments how services keep their time to first token, by name
 * @param pace of rollouts
 * @param nowMillis the plane's clock
 */
record CycleInput(
        Specs specs,
        List<RackView> racks,
        List<Replica> replicas,
        Map<String, Confirmation> confirmations,
        Set<String> current,
        Modes modes,
        EvictionRate evictionRate,
        RoomBook.Memory room,
        RolloutMemory rollouts,
        Senses senses,
        Set<String> starved,
        Map<String, Attainment> attainments,
        Pace pace,
        long nowMillis) {

    /** What was heard of racks on their way into service, once it is known how they all stand. */
    interface Senses {
        RackSigns signs(
                Specs specs,
                List<RackView> racks,
                Set<String> current,
                Collection<Replica> replicas);
    }
}
