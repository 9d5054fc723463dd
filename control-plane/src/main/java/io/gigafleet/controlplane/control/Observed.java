package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.rollout.Attainment;
import io.gigafleet.controlplane.telemetry.RackReport;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What one cycle of the leader starts from, beside what is wanted and what was decided.
 *
 * @param racks by index of the topology
 * @param reports the newest of each rack
 * @param seen what was last seen of every rack
 * @param attainments how services keep their time to first token, by name
 * @param guard what the guard holds to be so
 * @param acts of the guard that are to be recorded
 * @param safety what operators and the grid want of the guard
 */
record Observed(
        List<RackView> racks,
        Collection<RackReport> reports,
        List<RackSeen> seen,
        Map<String, Attainment> attainments,
        GuardStanding guard,
        List<SeenAct> acts,
        SafetyOrders safety) {

    Observed {
        racks = List.copyOf(racks);
        seen = List.copyOf(seen);
        acts = List.copyOf(acts);
    }
}
