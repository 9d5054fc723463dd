package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ServingCosts;
import io.gigafleet.nodeagent.rack.fault.FailureStream;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Isolation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Makes racks as their state was left. Any thread may call it; who gets a rack owns it. */
final class RackMaker {

    /** What holds for a rack that came in and has no assignment yet: no power, no coolant. */
    private static final Assignment ISOLATED =
            Assignment.newBuilder()
                    .setIsolation(Isolation.newBuilder().setElectric(true).setLiquid(true))
                    .build();

    private final AgentSettings settings;
    private final AgentClock clock;
    private final SkuBook skus;
    private final StateDirectory state;
    private final long bootId;
    private final Map<String, Long> metersJoules;
    private final ReactionClock reactions;
    private final ServingCosts costs = new ServingCosts();

    /**
     * @param metersJoules the racks' energy meters as they were left
     * @param reactions who measures them
     */
    RackMaker(
            AgentSettings settings,
            AgentClock clock,
            SkuBook skus,
            StateDirectory state,
            long bootId,
            Map<String, Long> metersJoules,
            ReactionClock reactions) {
        this.settings = settings;
        this.clock = clock;
        this.skus = skus;
        this.state = state;
        this.bootId = bootId;
        this.metersJoules = Map.copyOf(metersJoules);
        this.reactions = reactions;
    }

    /** A rack of the site's manifests: under power unless its assignment says otherwise. */
    RackController declared(HostedRack rack, Optional<Assignment> held) throws IOException {
        return make(rack, Assignment.getDefaultInstance(), held);
    }

    /** A rack that came in later: without power until an assignment gives it. */
    RackController takenIn(HostedRack rack, Optional<Assignment> held) throws IOException {
        return make(rack, ISOLATED, held);
    }

    private RackController make(HostedRack rack, Assignment before, Optional<Assignment> held)
            throws IOException {
        RackSimulation simulation =
                new RackSimulation(rack.sku(), seedOf(rack.id(), settings.seed()), costs);
        Commissioning commissioning =
                new Commissioning(
                        rack.id(),
                        simulation,
                        skus.nameOf(rack.sku()),
                        new StagePace(settings.seed(), settings.speed(), settings.stageFaults()),
                        new CommissioningRecord(rack.id(), state));
        RackController controller =
                new RackController(
                        new RackSpeech(
                                new RackIdentity(
                                        rack.id(), settings.agentId(), settings.version(), bootId),
                                simulation,
                                metersJoules.getOrDefault(rack.id(), 0L)),
                        simulation,
                        commissioning,
                        new RackAilments(rack.id(), simulation, failures(rack)),
                        new TripLatch(rack.id(), bootId, state),
                        reactions,
                        before);
        held.ifPresent(assignment -> controller.apply(assignment, clock.monotonicMillis()));
        simulation.beginInterval();
        return controller;
    }

    private Optional<FailureStream> failures(HostedRack rack) {
        return settings.failureMultiple() > 0
                ? Optional.of(
                        new FailureStream(
                                settings.seed(), rack.id(), rack.sku(), settings.failureMultiple()))
                : Optional.empty();
    }

    private static long seedOf(String rackId, long seed) {
        return seed * 0x9E3779B97F4A7C15L + rackId.hashCode();
    }
}
