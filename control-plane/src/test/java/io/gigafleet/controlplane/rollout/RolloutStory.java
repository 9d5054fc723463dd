package io.gigafleet.controlplane.rollout;

import static java.util.Objects.requireNonNull;

import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rollout whose rounds are run by hand, a minute apart. Racks do what they are asked within a
 * minute and are well, unless the story says otherwise.
 */
final class RolloutStory {

    static final long MINUTE = 60_000;

    private static final int MOST_ROUNDS = 2_000;
    private static final long BEGINNING = 100 * MINUTE;

    private final StoryDesk desk = new StoryDesk();
    private final StoryRacks racks = new StoryRacks();
    private final Map<String, RackOrder> rackOrders = new HashMap<>();
    private final Map<String, Attainment> services = new HashMap<>();
    private final Set<String> starved = new HashSet<>();
    private Topology topology;
    private List<RackIdentity> identities;
    private Rollout rollout;
    private Orders orders = Orders.NONE;
    private long now = BEGINNING;

    private RolloutStory(TestFleet fleet, String delivery, Rollout rollout) {
        this.topology = fleet.topology();
        this.identities =
                topology.racks().stream()
                        .map(
                                spot ->
                                        new RackIdentity(
                                                StoryRacks.serial(spot),
                                                StoryRacks.POSITION,
                                                delivery,
                                                ""))
                        .toList();
        this.rollout = rollout;
    }

    /** New racks, all of one delivery. */
    static RolloutStory commission(TestFleet fleet, String fields) {
        return new RolloutStory(fleet, "dock", Declared.commission(fields));
    }

    /** Firmware 2.1 for racks that are in service. */
    static RolloutStory firmware(TestFleet fleet, String fields) {
        return new RolloutStory(
                fleet,
                "",
                Declared.rollout(
                        "kind: firmware, firmware: '2.1', racks: {rows: [row-0]}, " + fields));
    }

    // Racks and services

    /** A rack fails at a stage until it is repaired. */
    RolloutStory fails(String rack, RackStage at, Fault fault) {
        racks.fails(rack, at, fault);
        return this;
    }

    RolloutStory repaired(String rack) {
        racks.repaired(rack);
        return this;
    }

    /** A rack does not get done with a stage. */
    RolloutStory slow(String rack, RackStage at) {
        racks.slow(rack, at);
        return this;
    }

    RolloutStory hurries(String rack) {
        racks.hurries(rack);
        return this;
    }

    RolloutStory hasStuckFlowSensor(String rack) {
        racks.hasStuckFlowSensor(rack);
        return this;
    }

    RolloutStory fallsSilent(String rack) {
        racks.fallsSilent(rack);
        return this;
    }

    RolloutStory isHeardAgain(String rack) {
        racks.isHeardAgain(rack);
        return this;
    }

    RolloutStory replicas(String rack, int count) {
        racks.replicas(rack, count);
        return this;
    }

    RolloutStory servesTokens(String rack) {
        racks.servesTokens(rack);
        return this;
    }

    RolloutStory starved(String... domainsAndLoops) {
        starved.clear();
        starved.addAll(List.of(domainsAndLoops));
        return this;
    }

    RolloutStory service(String name, double share, long requests) {
        services.put(name, new Attainment(requests, share, true));
        return this;
    }

    /** The manifests of all racks from this one on are deleted. */
    RolloutStory losesManifestsFrom(int rack) {
        topology =
                new Topology(
                        topology.domains(), topology.loops(), topology.racks().subList(0, rack));
        identities = identities.subList(0, rack);
        return this;
    }

    // Operators

    RolloutStory declares(String fields) {
        rollout = Declared.commission(fields);
        return this;
    }

    RolloutStory pauses(String reason) {
        orders = new Orders(true, orders.resumes(), orders.approvals(), false, reason);
        return this;
    }

    RolloutStory resumes(String reason) {
        orders = new Orders(false, orders.resumes() + 1, orders.approvals(), false, reason);
        return this;
    }

    RolloutStory approves(String reason) {
        orders = new Orders(orders.held(), orders.resumes(), orders.approvals() + 1, false, reason);
        return this;
    }

    RolloutStory aborts(String reason) {
        orders = new Orders(orders.held(), orders.resumes(), orders.approvals(), true, reason);
        return this;
    }

    RolloutStory skips(String rack, String reason) {
        rackOrders.put(rack, new RackOrder(0, true, reason));
        return this;
    }

    RolloutStory retries(String rack, String reason) {
        int before = rackOrders.getOrDefault(rack, RackOrder.NONE).retries();
        rackOrders.put(rack, new RackOrder(before + 1, false, reason));
        return this;
    }

    // Time

    /** One round, committed; a minute passes. */
    RolloutDecision round() {
        RolloutDecision decision = RolloutDecider.decide(input());
        desk.commit(decision);
        now += MINUTE;
        return decision;
    }

    RolloutStory rounds(int count) {
        for (int round = 0; round < count; round++) {
            round();
        }
        return this;
    }

    RolloutStory until(Phase phase) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            round();
            if (state().phase() == phase) {
                return this;
            }
        }
        throw new AssertionError("it never comes to " + phase + ": " + state());
    }

    /** Until a rack is at work on reaching a stage. */
    RolloutStory until(String rack, RackStage target) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            round();
            RackProgress known = desk.memory().racks().get(rack);
            if (known != null && known.isAskedFor(target)) {
                return this;
            }
        }
        throw new AssertionError(rack + " is never asked for " + target + ": " + state());
    }

    RolloutStory until(String rack, State state) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            round();
            if (member(rack).state() == state) {
                return this;
            }
        }
        throw new AssertionError(rack + " is never " + state + ": " + member(rack));
    }

    /** Nobody decides for a while. */
    RolloutStory minutesPass(int minutes) {
        now += minutes * MINUTE;
        return this;
    }

    long now() {
        return now;
    }

    // What has become of it

    RolloutState state() {
        return requireNonNull(desk.memory().states().get("north"));
    }

    Member member(String rack) {
        return requireNonNull(requireNonNull(desk.memory().members().get("north")).get(rack));
    }

    List<String> racksIn(State state) {
        return requireNonNull(desk.memory().members().get("north")).values().stream()
                .filter(member -> member.state() == state)
                .map(Member::rack)
                .toList();
    }

    RackProgress rack(String rack) {
        return requireNonNull(desk.memory().racks().get(rack));
    }

    /** Why a rack is not further, as an operator reads it. */
    String reason(String rack) {
        return rack(rack).work().orElseThrow().reason();
    }

    StoryDesk desk() {
        return desk;
    }

    /** Committed for all racks that a rollout has touched. */
    long heldWatts() {
        return desk.memory().racks().values().stream().mapToLong(RackProgress::heldWatts).sum();
    }

    private RolloutInput input() {
        long[] held = new long[topology.rackCount()];
        for (int at = 0; at < held.length; at++) {
            RackSpot spot = topology.rack(at);
            RackProgress known = desk.memory().racks().get(spot.name());
            held[at] =
                    known == null
                            ? RackProgress.untouched(spot, identities.get(at).isInServiceAtOnce())
                                    .heldWatts()
                            : known.heldWatts();
        }
        return new RolloutInput(
                topology,
                identities,
                List.of(new OrderedRollout(rollout, orders, rackOrders)),
                desk.memory(),
                new RackSigns() {
                    @Override
                    public RackEvidence of(String rack) {
                        return racks.evidence(
                                topology.rack(topology.rackNamed(rack).orElseThrow()),
                                Optional.ofNullable(desk.memory().racks().get(rack)));
                    }

                    @Override
                    public boolean servesTokens(String rack) {
                        return racks.isServingTokens(rack);
                    }
                },
                new PowerBook(topology, held),
                starved,
                services,
                new Pace(1),
                now);
    }
}
