package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
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
    private final RackPower power;
    private final AcceleratorHeat heat;
    private final RackCoolant coolant;
    private final Protection protection;
    private final RackReadings readings;
    private final List<ReplicaSimulation> replicas = new ArrayList<>();

    private final SlotLoad load;
    private RackDefects defects = RackDefects.NONE;
    private double lostPascals;
    private double capWatts = Double.POSITIVE_INFINITY;
    private boolean energized = true;
    private boolean liquidIsolated;
    private double nowMillis;
    private double energyJoules;
    private long powerThrottleMillis;
    private long thermalThrottleMillis;
    private Optional<TripCause> tripCause = Optional.empty();

    public RackSimulation(Sku.Spec sku, long seed) {
        this.sku = sku;
        power = new RackPower(sku, seed);
        coolant = new RackCoolant(sku);
        // Another seed than that of power: who draws more is not who is cooled worse.
        heat = new AcceleratorHeat(sku, coolant.meanCelsius(), STEP_SECONDS, ~seed);
        protection = new Protection(sku.limits());
        load = new SlotLoad(sku.accelerators());
        readings =
                new RackReadings(
                        this,
                        power,
                        heat,
                        coolant,
                        load,
                        new LiquidSensors(seed, coolant.ratedLitersPerMinute()));
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
        capWatts = watts;
        if (energized) {
            power.step(load.draw, heat.thermalClock, capWatts);
        }
    }

    /** Takes or gives power. Without power the rack draws nothing and its replicas stop. */
    public void energize(boolean wanted) {
        energized = wanted;
        load.power(wanted);
        powerReplicas();
        if (!wanted) {
            power.off();
        }
    }

    private void powerReplicas() {
        for (ReplicaSimulation replica : replicas) {
            replica.energize(energized && !load.anyDead(replica.slots()));
        }
    }

    /** Breaks and mends parts, from now on. */
    public void defects(RackDefects now) {
        if (now.equals(defects)) {
            return;
        }
        defects = now;
        load.defects(now);
        power.dead(now.deadAccelerators());
        powerReplicas();
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
                        plan, new ServingCost(plan.model(), sku, plan.accelerators().size()));
        load.hold(replica.slots());
        replica.energize(energized && !load.anyDead(replica.slots()));
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

    /** In the order they were placed. */
    public List<ReplicaSimulation> replicas() {
        return Collections.unmodifiableList(replicas);
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
        if (energized) {
            power.step(load.draw, heat.thermalClock, capWatts);
        } else {
            power.off();
        }
        coolant.flowShare(liquidIsolated ? 0 : pumpShare * defects.flowShare());
        coolant.step(
                power.rackWatts() * sku.cooling().liquidFraction(), supplyCelsius, STEP_SECONDS);
        countThrottling();
        heat.step(power.watts, coolant.meanCelsius(), coolant.flowShare());
        energyJoules += power.rackWatts() * STEP_SECONDS;
        nowMillis += STEP_MILLIS;
        tripCause = energized ? protection.cause(heat, nowMillis) : Optional.empty();
    }

    private void stepReplica(ReplicaSimulation replica) {
        int[] slots = replica.slots();
        double slowest = 1;
        for (int slot : slots) {
            slowest = Math.min(slowest, heat.thermalClock[slot]);
        }
        replica.step(nowMillis, STEP_MILLIS, slowest * power.speed());
        double replicaDraw = PowerCurve.drawOfUse(replica.use());
        double mebibytes = replica.memoryUsedMebibytes();
        for (int slot : slots) {
            load.draw[slot] = replicaDraw;
            load.busy[slot] = replica.busy();
            load.memoryUsedMebibytes[slot] = mebibytes;
        }
    }

    private void countThrottling() {
        boolean capped = isPowerThrottled();
        if (!capped && !isThermallyThrottled()) {
            return;
        }
        for (int slot = 0; slot < load.draw.length; slot++) {
            if (capped && load.draw[slot] > 0) {
                powerThrottleMillis += STEP_MILLIS;
            }
            if (heat.thermalClock[slot] < 1) {
                thermalThrottleMillis += STEP_MILLIS;
            }
        }
    }

    /** Starts a new interval for maxima and throttle times. */
    public void beginInterval() {
        power.beginInterval();
        heat.beginInterval();
        coolant.beginInterval();
        powerThrottleMillis = 0;
        thermalThrottleMillis = 0;
    }

    /** Why the rack must trip now, after the last step. */
    public Optional<TripCause> tripCause() {
        return tripCause;
    }

    public LeakState leak() {
        return protection.leak();
    }

    public boolean energized() {
        return energized;
    }

    /** Energy since the start of the simulation. */
    public double energyJoules() {
        return energyJoules;
    }

    /** True if the cap kept clocks down in the last step. */
    public boolean isPowerThrottled() {
        return power.speed() < 1;
    }

    /** True if heat keeps some clock down. */
    public boolean isThermallyThrottled() {
        return heat.isThrottling();
    }

    /** Accelerator-milliseconds below full clock for power, in the interval. */
    public long powerThrottleMillis() {
        return powerThrottleMillis;
    }

    /** Accelerator-milliseconds below full clock for heat, in the interval. */
    public long thermalThrottleMillis() {
        return thermalThrottleMillis;
    }
}
