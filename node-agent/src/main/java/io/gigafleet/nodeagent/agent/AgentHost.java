package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.plant.CoolantLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent: its racks and loops as they were left, its threads, and the ends that the bus and the
 * admin port hold on to.
 */
public final class AgentHost {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
    private static final long STOP_WAIT_MILLIS = 500;

    private final String agentId;
    private final double failureMultiple;
    private final boolean stateIsNew;
    private final OutboundBuffer outbound;
    private final Mailbox mailbox;
    private final AssignmentIntake intake;
    private final Feeders feeders;
    private final List<String> loopNames;
    private final ReactionClock reactions;
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
            HostedSite site,
            Map<String, ArrivalStream> streams,
            StateDirectory state,
            OutboundBuffer outbound)
            throws IOException {
        this.outbound = outbound;
        agentId = settings.agentId();
        failureMultiple = settings.failureMultiple();
        loopNames = site.loops().stream().map(HostedLoop::name).toList();
        reactions = new ReactionClock(clock);
        long boot = state.nextBoot();
        stateIsNew = boot == 1;
        long bootId = StateDirectory.bootId(boot);
        RackMaker maker =
                new RackMaker(
                        settings, clock, site.skus(), state, bootId, state.meters(), reactions);
        Admission admission = new Admission(site);
        RestoredRacks restored = RestoredRacks.of(site, admission, maker, state);
        List<LoopController> loops = new ArrayList<>();
        for (HostedLoop hosted : site.loops()) {
            loops.add(
                    new LoopController(
                            new CoolantLoop(
                                    hosted.name(),
                                    hosted.heatCapacityWatts(),
                                    hosted.designSupplyCelsius()),
                            restored.of(hosted.name()),
                            bootId));
        }
        FleetBinding fleet =
                new FleetBinding(
                        settings.fleetId().isPresent() ? settings.fleetId() : state.fleet());
        mailbox = new Mailbox(restored.skus().size());
        feeders = restored.feeders(site.power(), mailbox, state);
        intake =
                new AssignmentIntake(
                        restored.skus(),
                        restored.held(),
                        admission,
                        maker,
                        fleet,
                        state,
                        mailbox,
                        feeders);
        Reporting reporting = new Reporting(agentId, bootId, loops, outbound, readings);
        loop =
                new SimulationLoop(
                        settings,
                        clock,
                        mailbox,
                        fleet,
                        new TrafficFeeds(streams, loops.size()),
                        loops,
                        reporting);
        meters = new MeterKeeper(state, loop::meters);
        simulationThread = new Thread(loop, "simulation");
        meterThread = Thread.ofPlatform().daemon().name("meters").unstarted(meters);
        LOG.info(
                "agent has its racks agent={} boot={} racks={} takenIn={} loops={} restored={}",
                agentId,
                bootId,
                restored.skus().size(),
                restored.skus().size() - site.racks(),
                loops.size(),
                restored.held().size());
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

    public String agentId() {
        return agentId;
    }

    /** At how many times the published rates parts fail by themselves; 0: never. */
    public double failureMultiple() {
        return failureMultiple;
    }

    /** True if the agent found no state: it may have hosted racks that nothing here tells of. */
    public boolean stateIsNew() {
        return stateIsNew;
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

    /** Where the readings of meters go. */
    public Feeders feeders() {
        return feeders;
    }

    public PublishedReadings readings() {
        return readings;
    }

    /** Names of the coolant loops it hosts. */
    public List<String> loops() {
        return loopNames;
    }

    /** How fast caps followed jumps of racks' draws. */
    public ReactionClock reactions() {
        return reactions;
    }

    public SimulationLoop loop() {
        return loop;
    }
}
