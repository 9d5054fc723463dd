package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.ledger.RoomMade;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.RememberedSlots;
import io.gigafleet.controlplane.placement.Slots;
import io.gigafleet.controlplane.placement.verify.PlanVerifier;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RolloutDecider;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutInput;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.controlplane.safety.health.Eviction;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the deciders decide in order, each on the view the one before leaves: what racks reported,
 * then safety, then rollouts, then placement. Pure: equal input gives an equal outcome.
 */
final class CycleDecider {

    private final Placer placer;
    private final ReplicaNames names;
    private final PlacementLimits limits;
    private final RememberedSlots slots = new RememberedSlots();
    private final Progress progress = new Progress();
    private ActingRacks acting = ActingRacks.NONE;

    CycleDecider(Placer placer, ReplicaNames names, PlacementLimits limits) {
        this.placer = placer;
        this.names = names;
        this.limits = limits;
    }

    /**
     * Decides. Of a plan that violates a constraint, which is a bug of the placer, only what goes
     * into free room is carried out, and nothing if that is at fault; all else goes on.
     */
    CycleOutcome decide(CycleInput input) {
        List<AuditEntry> audit = new ArrayList<>();
        CycleReplicas replicas =
                progress.of(input.replicas(), input.confirmations(), input.current());
        Map<String, OrderedRollout> rollouts = new HashMap<>();
        input.specs().rollouts().forEach(rollout -> rollouts.put(rollout.name(), rollout));
        List<RackView> standing = standing(input, rollouts, RolloutDecision.NONE);
        FleetView heard = view(input, standing, replicas);

        acting = acting.of(input.modes(), input.specs().topology());
        Eviction.Outcome eviction =
                Eviction.decide(
                        heard,
                        input.evictionRate(),
                        acting.of(Automation.HEALTH)::get,
                        input.nowMillis());
        eviction.evicted()
                .forEach(
                        (rack, why) ->
                                audit.add(new AuditEntry("safety", "evict", "rack/" + rack, why)));

        RolloutDecision rollout = rollouts(input, heard, replicas);
        rollout.moves().forEach(move -> audit.add(entry(move)));
        List<RackView> moved = standing(input, rollouts, rollout);
        FleetView seen = view(input, moved, replicas);

        Slots.Change wishes = slots.change(seen, eviction.evicted().keySet());
        wishes.changed().forEach(replicas::put);

        FleetView wanted = view(input, moved, replicas);
        Promises promises =
                Promises.inForce(
                        input.room().promised(),
                        wishes.demands(),
                        input.specs().topology(),
                        input.nowMillis());
        Plan plan = placer.plan(wanted, wishes.demands(), promises.given());
        List<String> violations =
                plan.equals(Plan.NOTHING) && wishes.demands().isEmpty()
                        ? List.of()
                        : PlanVerifier.violations(wanted, wishes.demands(), plan);
        PlanSteps steps = new PlanSteps(input.specs(), replicas, names, limits, input.nowMillis());
        if (violations.isEmpty()) {
            steps.carryOut(plan);
        } else {
            Plan undisturbing = new Plan(plan.placements(), plan.unplaced());
            if (PlanVerifier.violations(wanted, wishes.demands(), undisturbing).isEmpty()) {
                steps.carryOut(undisturbing);
            }
        }
        RoomMade room = room(input, promises, steps);

        List<Replica> changed = replicas.changed();
        Set<String> preempted = new HashSet<>();
        room.preempted().forEach(victim -> preempted.add(victim.replica()));
        changed.forEach(replica -> audit.add(entry(replica, preempted.contains(replica.id()))));
        return new CycleOutcome(
                replicas.all(),
                moved,
                rollout,
                changed,
                room,
                steps.moved(),
                overdue(input, replicas),
                plan.unplaced(),
                audit,
                violations,
                suggestions(eviction),
                eviction.held(),
                eviction.rate());
    }

    /** Racks that are not given up yet, where a person's word would do. */
    private List<Suggestion> suggestions(Eviction.Outcome eviction) {
        ActingRacks asking = acting.unapproved();
        List<Suggestion> suggestions = new ArrayList<>();
        eviction.held()
                .forEach(
                        (rack, why) -> {
                            int index = asking.topology().rackNamed(rack).orElseThrow();
                            if (asking.ofRack(Automation.HEALTH, index) == Mode.SUGGEST) {
                                suggestions.add(
                                        new Suggestion(
                                                Automation.HEALTH,
                                                "evict",
                                                "rack/" + rack,
                                                why.split("; ", 2)[0]));
                            }
                        });
        return suggestions;
    }

    private static RolloutDecision rollouts(
            CycleInput input, FleetView view, CycleReplicas replicas) {
        if (input.specs().rollouts().isEmpty() && input.rollouts().racks().isEmpty()) {
            return RolloutDecision.NONE;
        }
        return RolloutDecider.decide(
                new RolloutInput(
                        input.specs().topology(),
                        input.specs().identities(),
                        input.specs().rollouts(),
                        input.rollouts(),
                        input.senses()
                                .signs(
                                        input.specs(),
                                        view.racks(),
                                        input.current(),
                                        replicas.live()),
                        view.powerBook(),
                        input.starved(),
                        input.attainments(),
                        input.pace(),
                        input.nowMillis()));
    }

    /** The racks as they stand by what was decided before, and by this decision. */
    private static List<RackView> standing(
            CycleInput input, Map<String, OrderedRollout> rollouts, RolloutDecision decision) {
        if (decision.racks().isEmpty() && input.rollouts().racks().isEmpty()) {
            return input.racks();
        }
        Map<String, RackProgress> changed = new HashMap<>();
        decision.racks().forEach(rack -> changed.put(rack.rack(), rack));
        List<RackView> racks = new ArrayList<>(input.racks().size());
        for (int index = 0; index < input.racks().size(); index++) {
            RackSpot spot = input.specs().topology().rack(index);
            RackProgress rack = changed.get(spot.name());
            if (rack == null) {
                rack = input.rollouts().racks().get(spot.name());
            }
            racks.add(
                    rack == null
                            ? input.racks().get(index)
                            : input.racks()
                                    .get(index)
                                    .at(RolloutBook.standing(rack, spot, rollouts)));
        }
        return racks;
    }

    private static AuditEntry entry(RolloutDecision.Move move) {
        return new AuditEntry(
                "rollout",
                move.what().name().toLowerCase(Locale.ROOT),
                "rack/" + move.rack(),
                "%s of %s, wave %d: %s"
                        .formatted(move.stage(), move.rollout(), move.wave(), move.reason()));
    }

    private static FleetView view(CycleInput input, List<RackView> racks, CycleReplicas replicas) {
        return new FleetView(
                input.specs().topology(), racks, input.specs().services(), replicas.live());
    }

    private static RoomMade room(CycleInput input, Promises promises, PlanSteps steps) {
        List<Promised> promised = steps.promised(promises.held());
        return new RoomMade(
                steps.preempted(),
                promised.equals(input.room().promised())
                        ? Optional.empty()
                        : Optional.of(promised));
    }

    /** Preempted replicas whose grace period is over. */
    private static Set<String> overdue(CycleInput input, CycleReplicas replicas) {
        Set<String> overdue = new HashSet<>();
        input.room()
                .preempted()
                .forEach(
                        (id, preempted) -> {
                            if (replicas.get(id).isPresent()
                                    && preempted.stopAtMillis() <= input.nowMillis()) {
                                overdue.add(id);
                            }
                        });
        return overdue;
    }

    private static AuditEntry entry(Replica replica, boolean isPreempted) {
        String action =
                switch (replica.state()) {
                    case ASSIGNED -> replica.leaving() ? "move" : "place";
                    case LOADING -> replica.leaving() ? "move" : "load";
                    case SERVING -> serving(replica);
                    case DRAINING -> isPreempted ? "preempt" : "drain";
                    case STOPPED -> "stop";
                };
        return new AuditEntry(
                "placement",
                action,
                "replica/" + replica.id(),
                replica.cause()
                        + ", accelerators "
                        + replica.accelerators()
                        + " of "
                        + replica.rack()
                        + ", "
                        + replica.plannedWatts()
                        + " W above idle");
    }

    private static String serving(Replica replica) {
        if (replica.leaving()) {
            return "move";
        }
        return replica.routed() ? "route" : "serve";
    }
}
