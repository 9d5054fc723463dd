package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.v1.Assignment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host whose time passes as fast as it can be simulated, on the caller's thread and without
 * brokers: for measurements and replays. It does what an agent's simulation thread does, and
 * nothing else.
 */
public final class SteppedHost {

    private static final long ORIGIN_EPOCH_MILLIS = 1_767_225_600_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final AgentHost host;
    private final SteppedClock clock = new SteppedClock();
    private final Spent spent = new Spent();

    /** Nanoseconds of CPU the caller's thread spent on each part, since the last {@link #clear}. */
    public static final class Spent {
        private long requests;
        private long simulation;
        private long records;

        /** Finding out who takes the requests that arrive. */
        public long requestsNanos() {
            return requests;
        }

        /** Serving, power and heat. */
        public long simulationNanos() {
            return simulation;
        }

        /** Making and handing over records. */
        public long recordsNanos() {
            return records;
        }

        /** Starts anew. */
        public void clear() {
            requests = 0;
            simulation = 0;
            records = 0;
        }
    }

    private static final class SteppedClock implements AgentClock {
        private long monotonicMillis;

        @Override
        public long epochMillis() {
            return ORIGIN_EPOCH_MILLIS + monotonicMillis;
        }

        @Override
        public long monotonicMillis() {
            return monotonicMillis;
        }
    }

    /**
     * @param state an empty directory of its own
     * @throws IOException if it can't be written
     */
    public SteppedHost(HostedSite site, long seed, Map<String, ArrivalStream> streams, Path state)
            throws IOException {
        host =
                new AgentHost(
                        new AgentSettings(
                                "stepped",
                                "",
                                Optional.empty(),
                                seed,
                                1,
                                ORIGIN_EPOCH_MILLIS,
                                FaultPlan.NONE,
                                0),
                        clock,
                        site,
                        streams,
                        new StateDirectory(state),
                        OutboundBuffer.forRacks(site.racks(), 1));
    }

    /** Orders a rack, without persisting the order. */
    public void order(Assignment assignment) throws InterruptedException {
        host.mailbox().post(new RackMessage.Apply(assignment));
    }

    /** Lets some time pass and hands over what the racks say. */
    public void run(int seconds, Consumer<OutboundRecord> heard) throws InterruptedException {
        for (long step = 0; step < seconds * 1_000L / RackSimulation.STEP_MILLIS; step++) {
            step(heard);
        }
    }

    private void step(Consumer<OutboundRecord> heard) throws InterruptedException {
        SimulationLoop loop = host.loop();
        loop.handleWaiting();
        long now = clock.monotonicMillis();
        long began = cpuNanos();
        loop.bringRequests(now);
        spent.requests += cpuNanos() - began;
        for (int slice = 0; slice < loop.slices(); slice++) {
            began = cpuNanos();
            loop.simulate(slice, now);
            long simulated = cpuNanos();
            loop.speak(slice, now);
            spent.simulation += simulated - began;
            spent.records += cpuNanos() - simulated;
        }
        loop.end(now);
        clock.monotonicMillis += RackSimulation.STEP_MILLIS;
        drain(host.outbound().urgent(), heard);
        drain(host.outbound().regular(), heard);
    }

    private static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static void drain(OutboundLane lane, Consumer<OutboundRecord> heard)
            throws InterruptedException {
        @Nullable OutboundRecord record = lane.poll(0);
        while (record != null) {
            heard.accept(record);
            record = lane.poll(0);
        }
    }

    public Spent spent() {
        return spent;
    }
}
