package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.schemas.v1.RackCap;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulation thread: ten steps a second on the wall clock, messages as soon as they come, and
 * never a wait for anything else.
 *
 * <p>Loops take turns within a step, in up to {@link #MOST_SLICES} slices spread over its time: a
 * host of thousands of racks is never busy for long, so a cap is enforced within a millisecond or
 * two of its arrival, and what a rack has to say at once leaves as soon as its own slice is done.
 * All loops simulate the same moments; they only do it one after the other.
 *
 * <p>If the host could not run for a while (it was paused, or overloaded) the loop catches up to
 * {@link #MOST_CATCH_UP_MILLIS}; more is skipped, with the requests that would have arrived, and
 * counted.
 */
public final class SimulationLoop implements Runnable {

    /** Longest time that is simulated after the fact. */
    static final long MOST_CATCH_UP_MILLIS = 2_000;

    /** Most slices a step is cut into. */
    static final int MOST_SLICES = 10;

    /** Without a step for so long the agent is not healthy. */
    private static final long HEALTHY_WITHIN_MILLIS = 3_000;

    /** The wall clock may drift so far from the one that never jumps. */
    private static final long MOST_CLOCK_DRIFT_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SimulationLoop.class);
    private static final long STEP_MILLIS = RackSimulation.STEP_MILLIS;

    private final AgentSettings settings;
    private final AgentClock clock;
    private final Mailbox mailbox;
    private final FleetBinding fleet;
    private final TrafficFeeds feeds;
    private final List<LoopController> loops;
    private final int slices;
    private final Reporting reporting;
    private final Map<String, RackController> racks = new HashMap<>();

    /** What came within a step and waits for its end; no more than comes in a tenth of a second. */
    private final ArrayDeque<RackMessage> laterMessages = new ArrayDeque<>();

    private boolean requestsBrought;

    private volatile boolean stopping;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong skippedMillis = new AtomicLong();
    private volatile long lastStepMonotonicMillis;
    private volatile MeterKeeper.Meters meters = MeterKeeper.Meters.NONE;
    private long epochMinusMonotonicMillis;

    SimulationLoop(
            AgentSettings settings,
            AgentClock clock,
            Mailbox mailbox,
            FleetBinding fleet,
            TrafficFeeds feeds,
            List<LoopController> loops,
            Reporting reporting) {
        this.settings = settings;
        this.clock = clock;
        this.mailbox = mailbox;
        this.fleet = fleet;
        this.feeds = feeds;
        this.loops = List.copyOf(loops);
        this.reporting = reporting;
        slices = Math.clamp(loops.size(), 1, MOST_SLICES);
        reporting.racks().forEach(rack -> racks.put(rack.rackId(), rack));
        lastStepMonotonicMillis = clock.monotonicMillis();
        epochMinusMonotonicMillis = clock.epochMillis() - clock.monotonicMillis();
    }

    @Override
    public void run() {
        try {
            long next = clock.monotonicMillis();
            while (!stopping) {
                long late = clock.monotonicMillis() - next;
                if (late > MOST_CATCH_UP_MILLIS) {
                    LOG.warn("host did not run for a while, skipping missedMillis={}", late);
                    skippedMillis.addAndGet(late);
                    feeds.lose();
                    next += late;
                }
                for (int slice = 0; slice < slices && !stopping; slice++) {
                    handleUntil(next + slice * STEP_MILLIS / slices);
                    step(slice, next);
                }
                next += STEP_MILLIS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("simulation thread failed, the agent is not healthy any more", e);
            throw e;
        }
    }

    /** Handles messages until a moment of the clock that never jumps, and what waits by then. */
    private void handleUntil(long monotonicMillis) throws InterruptedException {
        if (!requestsBrought) {
            laterMessages.forEach(this::handle);
            laterMessages.clear();
        }
        long left = monotonicMillis - clock.monotonicMillis();
        @Nullable RackMessage message = mailbox.poll(Math.max(0, left));
        while (message != null || (left > 0 && !stopping)) {
            if (message != null) {
                handle(message);
            }
            left = monotonicMillis - clock.monotonicMillis();
            message = mailbox.poll(Math.max(0, left));
        }
    }

    /**
     * Handles what waits and simulates the step that begins at a moment of the clock that never
     * jumps. Package-private so that tests can run steps without a thread or a wait.
     */
    void turn(long monotonicMillis) throws InterruptedException {
        handleWaiting();
        for (int slice = 0; slice < slices; slice++) {
            step(slice, monotonicMillis);
        }
    }

    /** Handles what waits. */
    void handleWaiting() throws InterruptedException {
        handleUntil(clock.monotonicMillis());
    }

    private void step(int slice, long monotonicMillis) {
        if (slice == 0) {
            bringRequests(monotonicMillis);
        }
        simulate(slice, monotonicMillis);
        speak(slice, monotonicMillis);
        if (slice == slices - 1) {
            end(monotonicMillis);
        }
    }

    private int firstLoop(int slice) {
        return loops.size() * slice / slices;
    }

    int slices() {
        return slices;
    }

    /**
     * Within a step only what protects a rack is done at once. Who takes the step's requests is
     * settled by then: a replica that began to drain now would refuse those it was given.
     */
    private void handle(RackMessage message) {
        if (requestsBrought && !protects(message)) {
            laterMessages.add(message);
            return;
        }
        switch (message) {
            case RackMessage.TakeIn arrival -> takeIn(arrival);
            case RackMessage.SufferLoop fault -> suffer(fault);
            case RackMessage.OfRack ofRack -> handle(ofRack);
        }
    }

    private static boolean protects(RackMessage message) {
        return message instanceof RackMessage.Cap
                || message instanceof RackMessage.Supplied
                || message instanceof RackMessage.Leak;
    }

    private void handle(RackMessage.OfRack message) {
        @Nullable RackController rack = racks.get(message.rackId());
        if (rack == null) {
            return;
        }
        long now = clock.monotonicMillis();
        switch (message) {
            case RackMessage.Apply apply -> rack.apply(apply.assignment(), now);
            case RackMessage.Refused refused -> rack.refuse(refused.reason());
            case RackMessage.Recalled recalled -> rack.recalled(recalled.last());
            case RackMessage.Cap cap -> offerCap(rack, cap.cap(), now);
            case RackMessage.Supplied supplied -> rack.supply(supplied.supply(), now);
            case RackMessage.Leak leak -> rack.leak(leak.state());
            case RackMessage.Break fault -> rack.commissioning().make(fault.fault());
            case RackMessage.Suffer fault -> rack.suffer(fault.trouble(), fault.millis());
            case RackMessage.Mend ignored -> rack.mend();
            case RackMessage.Silence silence ->
                    reporting.silence(silence.rackId(), now + silence.millis());
        }
    }

    private void takeIn(RackMessage.TakeIn arrival) {
        RackController rack = arrival.rack();
        for (LoopController loop : loops) {
            if (loop.name().equals(arrival.loop())) {
                rack.joinAt(loop.steps() * (double) STEP_MILLIS);
                loop.take(rack);
                reporting.take(rack);
                racks.put(rack.rackId(), rack);
            }
        }
    }

    private void suffer(RackMessage.SufferLoop fault) {
        for (LoopController loop : loops) {
            if (loop.name().equals(fault.loop()) || loop.hosts(fault.rackId())) {
                loop.suffer(fault.trouble(), fault.millis());
            }
        }
    }

    private void offerCap(RackController rack, RackCap cap, long monotonicMillis) {
        rack.offerCap(cap, fleet.fleetId(), clock.epochMillis(), monotonicMillis);
    }

    /** Finds out who takes the requests that arrive in the step that begins. */
    void bringRequests(long monotonicMillis) {
        followEpoch();
        rerouteIfNeeded();
        double from =
                (epochMillis(monotonicMillis) - settings.originEpochMillis()) * settings.speed();
        double to = from + STEP_MILLIS * settings.speed();
        feeds.bring(from, to, settings.speed(), steps.get() * (double) STEP_MILLIS);
        requestsBrought = true;
    }

    private long epochMillis(long monotonicMillis) {
        return monotonicMillis + epochMinusMonotonicMillis;
    }

    /** Lets the step pass for the loops of a slice. */
    void simulate(int slice, long monotonicMillis) {
        long epochMillis = epochMillis(monotonicMillis);
        for (int loop = firstLoop(slice); loop < firstLoop(slice + 1); loop++) {
            feeds.handTo(loop);
            loops.get(loop).step(epochMillis, monotonicMillis);
        }
    }

    /** Says what they have to say after it. */
    void speak(int slice, long monotonicMillis) {
        long epochMillis = epochMillis(monotonicMillis) + STEP_MILLIS;
        for (int loop = firstLoop(slice); loop < firstLoop(slice + 1); loop++) {
            reporting.afterStep(loops.get(loop), steps.get() + 1, epochMillis, monotonicMillis);
        }
    }

    /** Ends the step. */
    void end(long monotonicMillis) {
        requestsBrought = false;
        long done = steps.incrementAndGet();
        if (done % Reporting.STEPS_PER_SECOND == 0) {
            reporting.sendCanaries(epochMillis(monotonicMillis) + STEP_MILLIS);
            meters = meters.read(reporting.racks());
        }
        lastStepMonotonicMillis = monotonicMillis;
    }

    /** Streams of requests follow the wall clock where it jumped, since the other agents' do. */
    private void followEpoch() {
        long difference = clock.epochMillis() - clock.monotonicMillis();
        if (Math.abs(difference - epochMinusMonotonicMillis) > MOST_CLOCK_DRIFT_MILLIS) {
            LOG.warn(
                    "wall clock jumped, following it jumpMillis={}",
                    difference - epochMinusMonotonicMillis);
            epochMinusMonotonicMillis = difference;
            feeds.lose();
        }
    }

    private void rerouteIfNeeded() {
        boolean changed = false;
        for (int i = 0; i < reporting.racks().size(); i++) {
            changed |= reporting.racks().get(i).takeRouteChange();
        }
        if (changed) {
            feeds.route(loops);
        }
    }

    /** Ends the thread after the step it is in. */
    void stop() {
        stopping = true;
    }

    /** Steps since the start. */
    public long steps() {
        return steps.get();
    }

    /** Time that was not simulated because the host did not run. */
    public long skippedMillis() {
        return skippedMillis.get();
    }

    /** True while steps are made. */
    public boolean isHealthy() {
        return clock.monotonicMillis() - lastStepMonotonicMillis < HEALTHY_WITHIN_MILLIS;
    }

    /** The racks' meters as of the last full second; none before it. */
    MeterKeeper.Meters meters() {
        return meters;
    }
}
