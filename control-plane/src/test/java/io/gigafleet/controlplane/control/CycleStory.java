package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.Confirmation.Phase;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Specs.RackOrders;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.RackEvidence;
import io.gigafleet.controlplane.rollout.RackSigns;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.health.EvictionRate;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A fleet whose cycles are run by hand, with racks that obey when they are told to. */
final class CycleStory {

    static final Term TERM = new Term("test", "fleet-1", 1, 7);

    static final PlacementLimits LIMITS = new PlacementLimits(4, 60_000);

    private final Topology topology;
    private final Placer placer;
    private Term term = TERM;
    private CycleDecider decider;
    private final Map<String, Condition> conditions = new HashMap<>();
    private final Set<String> drained = new HashSet<>();
    private final Map<String, AcceleratorSet> dead = new HashMap<>();
    private final Map<String, Confirmation> confirmations = new HashMap<>();
    private LeaderMemory memory =
            new LeaderMemory(
                    List.of(),
                    List.of(),
                    new RolloutBook(RolloutMemory.NONE, 0),
                    RoomBook.empty(),
                    AlarmBook.empty(),
                    new SuggestionBook(List.of(), 7, 0));
    private List<ServiceView> services = List.of();
    private EvictionRate evictionRate = EvictionRate.full(0);
    private Modes modes = Modes.ALL_ACT;
    private Specs composedOf = Specs.NONE;
    private Set<String> composedWithout = Set.of();
    private List<RackOrders> orders = List.of();
    private final List<OrderedRollout> rollouts = List.of();
    private long nowMillis;
    private boolean isBusy;

    CycleStory(TestFleet fleet) {
        this(fleet, new FleetPlacer());
    }

    CycleStory(TestFleet fleet, Placer placer) {
        this.topology = fleet.topology();
        this.placer = placer;
        this.decider = new CycleDecider(placer, new ReplicaNames(term), LIMITS);
    }

    /** No rack is in a rollout, so that nobody asks. */
    private static final class Unheard implements RackSigns {
        @Override
        public RackEvidence of(String rack) {
            return RackEvidence.UNHEARD;
        }

        @Override
        public boolean servesTokens(String rack) {
            return false;
        }
    }

    CycleStory wanting(ServiceView... wanted) {
        services = List.of(wanted);
        return this;
    }

    CycleStory lose(String rack) {
        conditions.put(rack, Condition.LOST);
        return this;
    }

    CycleStory hearAgainFrom(String rack) {
        conditions.remove(rack);
        return this;
    }

    CycleStory drain(String rack) {
        drained.add(rack);
        return this;
    }

    /** An accelerator dies: what holds it stands still, as its rack says at once. */
    CycleStory kill(String rack, int accelerator) {
        dead.put(rack, AcceleratorSet.of(List.of(accelerator)));
        return racksObey();
    }

    /** All accelerators are repaired. */
    CycleStory mend() {
        dead.clear();
        return racksObey();
    }

    /** Runs one cycle, commits it, and takes 200 ms. */
    CycleOutcome cycle() {
        Specs specs = specs();
        CycleOutcome outcome =
                decider.decide(
                        new CycleInput(
                                specs,
                                views(),
                                memory.replicas(),
                                confirmations,
                                memory.current(confirmations),
                                modes,
                                evictionRate,
                                memory.room().memory(),
                                memory.rollouts().memory(),
                                (known, racks, current, replicas) -> new Unheard(),
                                Set.of(),
                                Map.of(),
                                new Pace(1),
                                nowMillis));
        memory.committed(
                new Decisions(
                        0,
                        outcome.changed(),
                        outcome.room(),
                        assignments(specs, outcome),
                        Optional.empty(),
                        List.of(),
                        outcome.rollouts(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                nowMillis);
        composedOf = specs;
        composedWithout = outcome.overdue();
        evictionRate = outcome.evictionRate();
        nowMillis += 200;
        return outcome;
    }

    /**
     * Lets every rack that is heard apply its newest assignment: all its replicas reach their end.
     */
    CycleStory racksObey() {
        memory.assignments()
                .forEach(
                        (rack, assignment) -> {
                            if (conditions.get(rack) != Condition.LOST) {
                                Map<String, Phase> phases = new HashMap<>();
                                assignment
                                        .getReplicasList()
                                        .forEach(
                                                replica ->
                                                        phases.put(
                                                                replica.getReplicaId(),
                                                                isDead(rack, replica)
                                                                        ? Phase.STOPPED
                                                                        : phase(
                                                                                replica
                                                                                        .getDraining())));
                                confirmations.put(
                                        rack,
                                        new Confirmation(
                                                assignment.getFence().getEpoch(),
                                                assignment.getFence().getGeneration(),
                                                phases));
                            }
                        });
        return this;
    }

    private boolean isDead(String rack, ReplicaAssignment replica) {
        return dead.getOrDefault(rack, AcceleratorSet.ofMask())
                .intersects(AcceleratorSet.of(replica.getAcceleratorsList()));
    }

    private Phase phase(boolean drains) {
        if (drains) {
            return isBusy ? Phase.DRAINING : Phase.STOPPED;
        }
        return Phase.SERVING;
    }

    /** From now on draining replicas have requests to finish, and take for ever. */
    CycleStory busy() {
        isBusy = true;
        return this;
    }

    CycleStory later(long millis) {
        nowMillis += millis;
        return this;
    }

    /** Another plane takes over, with what the ledger holds and nothing else. */
    CycleStory changeLeader() {
        RoomBook.Memory room = memory.room().memory();
        List<RackAssignment> assignments =
                memory.assignments().entrySet().stream()
                        .map(
                                of ->
                                        new RackAssignment(
                                                of.getKey(),
                                                of.getValue().getFence().getEpoch(),
                                                of.getValue().getFence().getGeneration(),
                                                of.getValue().toByteArray()))
                        .toList();
        memory =
                new LeaderMemory(
                        memory.replicas(),
                        assignments,
                        new RolloutBook(memory.rollouts().memory(), nowMillis),
                        new RoomBook(List.copyOf(room.preempted().values()), room.promised()),
                        AlarmBook.empty(),
                        new SuggestionBook(List.of(), 7, 0));
        term = new Term("other", term.fleetId(), term.incarnation(), term.epoch() + 1);
        decider = new CycleDecider(placer, new ReplicaNames(term), LIMITS);
        composedOf = Specs.NONE;
        composedWithout = Set.of();
        return this;
    }

    RoomBook.Memory room() {
        return memory.room().memory();
    }

    /** Cycles and obedience until nothing changes any more. */
    CycleStory settle() {
        for (int round = 0; round < 20; round++) {
            boolean isQuiet = cycle().changed().isEmpty();
            racksObey();
            if (isQuiet && cycle().changed().isEmpty()) {
                return this;
            }
        }
        throw new AssertionError("the fleet does not settle: " + memory.replicas());
    }

    /** How far automations go by themselves from now on. */
    CycleStory modes(Modes next) {
        modes = next;
        return this;
    }

    List<Replica> replicas() {
        return memory.replicas();
    }

    List<Replica> replicasIn(ReplicaState state) {
        return memory.replicas().stream().filter(replica -> replica.state() == state).toList();
    }

    Map<String, Assignment> assignments() {
        return memory.assignments();
    }

    /** What racks are told; to look only at those that were touched must overlook none. */
    private List<RackAssignment> assignments(Specs specs, CycleOutcome outcome) {
        TouchedRacks touched =
                TouchedRacks.of(
                        composedOf, specs, outcome, outcome.rollouts(), composedWithout, Set.of());
        List<RackAssignment> changed = assignments(specs, outcome, touched);
        assertThat(changed)
                .extracting(RackAssignment::rack)
                .isEqualTo(
                        assignments(specs, outcome, TouchedRacks.ALL).stream()
                                .map(RackAssignment::rack)
                                .toList());
        return changed;
    }

    private List<RackAssignment> assignments(
            Specs specs, CycleOutcome outcome, TouchedRacks touched) {
        return Assignments.changed(
                specs,
                outcome.replicas(),
                outcome.overdue(),
                touched,
                rack -> Optional.empty(),
                StaticCaps.of(topology),
                GuardOrders.NONE,
                memory.assignments(),
                term);
    }

    private Specs specs() {
        List<RackOrders> now = topology.racks().stream().map(this::orders).toList();
        if (!now.equals(orders)) {
            orders = now;
        }
        return new Specs(
                0, "test", topology, orders, services, TestFleet.identities(topology), rollouts);
    }

    private RackOrders orders(RackSpot rack) {
        boolean isDrained = drained.contains(rack.name());
        return new RackOrders(isDrained, isDrained, OptionalLong.empty(), "");
    }

    private List<RackView> views() {
        return topology.racks().stream()
                .map(
                        rack ->
                                TestFleet.withDead(
                                        TestFleet.rackView(
                                                conditions.getOrDefault(
                                                        rack.name(), Condition.FRESH),
                                                drained.contains(rack.name()),
                                                drained.contains(rack.name())),
                                        dead.getOrDefault(rack.name(), AcceleratorSet.ofMask())))
                .toList();
    }
}
