package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One rack, simulated in steps of {@link #STEP_MILLIS}. The same seed and the same calls give the
 * same readings, bit for bit.
 *
 * <p>Each step: replicas work at the clock the last step left them; their use and the cap give
 * watts; watts give temperatures; temperatures give the thermal clock and, at the limit, a trip.
 */
public final class RackSimulation {

    /** Simulated time of one step. */
    public static final long STEP_MILLIS = 100;

    private static final double STEP_SECONDS = STEP_MILLIS / 1_000.0;

    private final Sku.Spec sku;
    private final ServingCosts costs;
    private final RackPhysics physics;
    private final Protection protection;
    private final RackReadings readings;
    private final List<ReplicaSimulation> replicas = new ArrayList<>();
    private final List<ReplicaSimulation> replicasSeen = Collections.unmodifiableList(replicas);

    private final SlotLoad load;
    private RackDefects defects = RackDefects.NONE;
    private RackTroubles troubles = RackTroubles.NONE;
    private double lostPascals;
    private boolean liquidIsolated;
    private double nowMillis;
    private Optional<TripCause> tripCause = Optional.empty();

    /** A rack that shares nothing with others. */
    public RackSimulation(Sku.Spec sku, long seed) {
        this(sku, seed, new ServingCosts());
    }

    /**
     * @param costs what the racks of a host share
     */
    public RackSimulation(Sku.Spec sku, long seed, ServingCosts costs) {
        this.sku = sku;
        this.costs = costs;
        physics = new RackPhysics(sku, seed);
        load = physics.load;
        protection = new Protection(sku.limits());
        readings =
                new RackReadings(
                        this,
                        physics,
                        new LiquidSensors(seed, physics.coolant.ratedLitersPerMinute()));
    }

    public Sku.Spec sku() {
        return sku;
    }

    /** What the rack's sensors say; the same object all the time. */
    public RackReadings readings() {
        return readings;
    }

    /** Simulated time since the start. */
    public double nowMillis() {
        return nowMillis;
    }

    /**
     * Sets the clock of a rack that joins others late, so that what arrives at a moment arrives at
     * the same moment at all of them.
     *
     * @throws IllegalStateException if it has begun to run
     */
    public void joinAt(double millis) {
        if (nowMillis != 0) {
            throw new IllegalStateException(
                    "the rack has run for " + nowMillis + " ms and can't join at " + millis);
        }
        nowMillis = millis;
    }

    /** Steps since the start. */
    long steps() {
        return (long) (nowMillis / STEP_MILLIS);
    }

    /**
     * Limits the rack's power from now on, at once.
     *
     * @param watts infinite: no cap
     */
    public void cap(double watts) {
        physics.cap(watts);
    }

    /** Takes or gives power. Without power the rack draws nothing and its replicas stop. */
    public void energize(boolean wanted) {
        physics.energize(wanted);
        powerReplicas();
    }

    private void powerReplicas() {
        for (ReplicaSimulation replica : replicas) {
            replica.energize(energized() && !load.anyDead(replica.slots()));
        }
    }

    /** Breaks and mends parts of a rack that comes in, from now on. */
    public void defects(RackDefects now) {
        if (!now.equals(defects)) {
            defects = now;
            breakParts();
        }
    }

    /** Breaks and mends parts of a rack at work, from now on. */
    public void troubles(RackTroubles now) {
        if (!now.equals(troubles)) {
            readings.freeze(now.stuck());
            troubles = now;
            breakParts();
        }
    }

    public RackTroubles troubles() {
        return troubles;
    }

    /** Kills the serving process that holds an accelerator, if one does; it starts anew. */
    public void crash(int accelerator) {
        for (ReplicaSimulation replica : replicas) {
            if (replica.plan().accelerators().contains(accelerator)) {
                replica.crash();
            }
        }
    }

    private void breakParts() {
        BitSet dead = defects.deadAccelerators();
        dead.or(troubles.killed());
        load.broken(dead, defects.stalledAccelerators());
        load.surge(troubles.surgeUse());
        physics.dead(dead);
        physics.heat.holdClock(troubles.slow(), troubles.slowClock());
        physics.shelves(
                troubles.powerShare() < 1
                        ? troubles.powerShare() * sku.power().peakWatts()
                        : Double.POSITIVE_INFINITY);
        powerReplicas();
    }

    /** Switch trays that do not work, for whatever reason. */
    int switchTraysDown() {
        return defects.switchTraysDown() + troubles.switchTraysDown();
    }

    public RackDefects defects() {
        return defects;
    }

    /**
     * Puts a test load on all accelerators that no replica holds.
     *
     * @param use 0: none, to 1: all they can draw
     */
    public void testLoad(double use) {
        load.testUse(use);
    }

    /** Sets what a pressure test has lost of the manifold's pressure so far. */
    public void losePressure(double pascals) {
        lostPascals = pascals;
    }

    double lostPascals() {
        return lostPascals;
    }

    /** Closes or opens the rack's coolant valves. */
    public void isolateLiquid(boolean wanted) {
        liquidIsolated = wanted;
    }

    public boolean liquidIsolated() {
        return liquidIsolated;
    }

    /** Sets what the leak sensors say. */
    public void leak(LeakState state) {
        protection.leak(state, nowMillis);
    }

    /**
     * Starts a replica; it loads its weights first.
     *
     * @throws IllegalArgumentException if a slot is not in the rack or not free, or if the weights
     *     do not fit
     */
    public ReplicaSimulation place(ReplicaPlan plan) {
        checkSlots(plan);
        ReplicaSimulation replica =
                new ReplicaSimulation(
                        plan, costs.of(plan.model(), sku, plan.accelerators().size()));
        load.hold(replica);
        replica.energize(energized() && !load.anyDead(replica.slots()));
        replicas.add(replica);
        return replica;
    }

    private void checkSlots(ReplicaPlan plan) {
        for (int slot : plan.accelerators()) {
            if (slot < 0 || slot >= sku.accelerators()) {
                throw new IllegalArgumentException(
                        "replica "
                                + plan.id()
                                + " names accelerator "
                                + slot
                                + " of a rack of "
                                + sku.accelerators());
            }
            for (ReplicaSimulation other : replicas) {
                if (other.plan().accelerators().contains(slot)) {
                    throw new IllegalArgumentException(
                            "replica "
                                    + plan.id()
                                    + " names accelerator "
                                    + slot
                                    + ", which replica "
                                    + other.plan().id()
                                    + " holds");
                }
            }
        }
    }

    /** Ends a replica at once and frees its accelerators. */
    public void remove(ReplicaSimulation replica) {
        replicas.remove(replica);
        load.release(replica.slots());
    }

    /** Says whether a replica gives up its clock before others do. */
    public void yields(ReplicaSimulation replica, boolean wanted) {
        replica.yields(wanted);
        load.yields(replica.slots(), wanted);
    }

    /** In the order they were placed. */
    public List<ReplicaSimulation> replicas() {
        return replicasSeen;
    }

    /**
     * Moves simulated time by one step.
     *
     * @param supplyCelsius what the loop supplies now
     * @param pumpShare the loop's flow as a share of its rated flow
     */
    public void step(double supplyCelsius, double pumpShare) {
        for (int i = 0; i < replicas.size(); i++) {
            stepReplica(replicas.get(i));
        }
        physics.step(
                STEP_SECONDS,
                supplyCelsius,
                liquidIsolated ? 0 : pumpShare * defects.flowShare() * troubles.flowShare());
        nowMillis += STEP_MILLIS;
        tripCause = energized() ? protection.cause(physics.heat, nowMillis) : Optional.empty();
    }

    private void stepReplica(ReplicaSimulation replica) {
        int[] slots = replica.slots();
        double slowest = 1;
        if (physics.isThermallyThrottled()) {
            for (int slot : slots) {
                slowest = Math.min(slowest, physics.heat.thermalClock[slot]);
            }
        }
        replica.step(nowMillis, STEP_MILLIS, slowest * physics.power.speed(replica.yields()));
        load.work(slots, replica.use());
    }

    /** Starts a new interval for maxima and throttle times. */
    public void beginInterval() {
        physics.beginInterval();
    }

    /** Why the rack must trip now, after the last step. */
    public Optional<TripCause> tripCause() {
        return tripCause;
    }

    public LeakState leak() {
        return protection.leak();
    }

    public boolean energized() {
        return physics.energized();
    }

    /** Energy since the start of the simulation. */
    public double energyJoules() {
        return physics.energyJoules();
    }

    /** True if the cap kept clocks down in the last step. */
    public boolean isPowerThrottled() {
        return physics.isPowerThrottled();
    }

    /** True if heat keeps some clock down. */
    public boolean isThermallyThrottled() {
        return physics.isThermallyThrottled();
    }

    /** Accelerator-milliseconds below full clock for power, in the interval. */
    public long powerThrottleMillis() {
        return Math.round(physics.powerThrottleSeconds() * 1_000);
    }

    /** Accelerator-milliseconds below full clock for heat, in the interval. */
    public long thermalThrottleMillis() {
        return Math.round(physics.thermalThrottleSeconds() * 1_000);
    }
}
