package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.plant.CoolantLoop;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.Assignment;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent: its racks and loops as they were left, its threads, and the ends that the bus and the
 * admin port hold on to.
 */
public final class AgentHost {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
    private static final int BOOT_RANDOM_BITS = 20;
    private static final long STOP_WAIT_MILLIS = 500;

    private final OutboundBuffer outbound;
    private final Mailbox mailbox;
    private final AssignmentIntake intake;
    private final PublishedReadings readings = new PublishedReadings();
    private final SimulationLoop loop;
    private final MeterKeeper meters;
    private final Thread simulationThread;
    private final Thread meterThread;

    /**
     * Restores the racks from the state directory; replicas load their weights anew.
     *
     * @param streams the arrival sources, by name
     * @throws IOException if the state directory can't be read or written
     */
    public AgentHost(
            AgentSettings settings,
            AgentClock clock,
            List<HostedLoop> hostedLoops,
            Map<String, ArrivalStream> streams,
            StateDirectory state,
            OutboundBuffer outbound)
            throws IOException {
        this.outbound = outbound;
        long bootId =
                (state.nextBoot() << BOOT_RANDOM_BITS)
                        | new SecureRandom().nextInt(1 << BOOT_RANDOM_BITS);
        Map<String, Sku.Spec> skus = new HashMap<>();
        Map<String, Assignment> held = new HashMap<>();
        Map<String, Long> meterStart = state.meters();
        List<LoopController> loops = new ArrayList<>();
        for (HostedLoop hosted : hostedLoops) {
            List<RackController> racks = new ArrayList<>();
            for (HostedRack rack : hosted.racks()) {
                skus.put(rack.id(), rack.sku());
                RackController controller =
                        new RackController(
                                new RackIdentity(
                                        rack.id(), settings.agentId(), settings.version(), bootId),
                                new RackSimulation(rack.sku(), seedOf(rack.id(), settings.seed())),
                                new TripLatch(rack.id(), bootId, state),
                                meterStart.getOrDefault(rack.id(), 0L));
                Optional<Assignment> last = state.assignment(rack.id());
                if (last.isPresent()) {
                    held.put(rack.id(), last.get());
                    controller.apply(last.get(), clock.monotonicMillis());
                }
                racks.add(controller);
            }
            loops.add(
                    new LoopController(
                            new CoolantLoop(
                                    hosted.name(),
                                    hosted.heatCapacityWatts(),
                                    hosted.designSupplyCelsius()),
                            racks,
                            bootId));
        }
        FleetBinding fleet =
                new FleetBinding(
                        settings.fleetId().isPresent() ? settings.fleetId() : state.fleet());
        mailbox = new Mailbox(skus.size());
        intake = new AssignmentIntake(skus, held, fleet, state, mailbox);
        Reporting reporting = new Reporting(settings.agentId(), bootId, loops, outbound, readings);
        loop =
                new SimulationLoop(
                        settings,
                        clock,
                        mailbox,
                        fleet,
                        new TrafficFeeds(streams),
                        loops,
                        reporting);
        meters =
                new MeterKeeper(
                        state,
                        reporting.racks().stream().map(RackController::rackId).toList(),
                        loop::energyJoules);
        simulationThread = new Thread(loop, "simulation");
        meterThread = Thread.ofPlatform().daemon().name("meters").unstarted(meters);
        LOG.info(
                "agent has its racks agent={} boot={} racks={} loops={} restored={}",
                settings.agentId(),
                bootId,
                skus.size(),
                loops.size(),
                held.size());
    }

    private static long seedOf(String rackId, long seed) {
        return seed * 0x9E3779B97F4A7C15L + rackId.hashCode();
    }

    /** Starts the simulation. */
    public void start() {
        simulationThread.start();
        meterThread.start();
    }

    /** Stops the simulation and writes the meters; takes at most half a second. */
    public void stop() throws InterruptedException {
        loop.stop();
        simulationThread.join(STOP_WAIT_MILLIS);
        meterThread.interrupt();
        meters.write();
    }

    /** Where the bus takes records from. */
    public OutboundBuffer outbound() {
        return outbound;
    }

    /** Where caps and faults go. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Where assignments go. */
    public AssignmentIntake intake() {
        return intake;
    }

    public PublishedReadings readings() {
        return readings;
    }

    public SimulationLoop loop() {
        return loop;
    }
}
