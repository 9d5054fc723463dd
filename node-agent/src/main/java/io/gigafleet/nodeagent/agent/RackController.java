package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.RackOrders.OrderedReplica;
import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.TripCause;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.Suspension;
import io.gigafleet.schemas.v1.Trip;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hosted rack: its simulation, the orders it follows, the latch of its trips, and the records
 * it speaks in. Only the simulation thread calls it.
 *
 * <p>A rack is under power unless its assignment isolates it or a trip latched it. A trip stays
 * until an assignment names its id, however often the same assignment arrives again.
 */
final class RackController {

    private static final Logger LOG = LoggerFactory.getLogger(RackController.class);

    private final RackSpeech speech;
    private final RackSimulation rack;
    private final Commissioning commissioning;
    private final RackAilments ailments;
    private final RackWatch watch;
    private final CapRegister caps = new CapRegister();
    private final TripLatch latch;
    private final ReactionClock reactions;

    private Assignment assignment;
    private Fence observed = Fence.getDefaultInstance();
    private List<OrderedReplica> replicas = List.of();
    private String refusal = "";
    private boolean knowsItsPast;
    private long capInForceWatts;
    private Suspension suspension = Suspension.SUSPENSION_UNSPECIFIED;
    private double steppedWatts;
    private long capEndsMillis = Long.MAX_VALUE;
    private double ailmentsDueMillis;
    private boolean statusDirty = true;
    private boolean routesDirty = true;
    private boolean alarmChanged;
    private RackSupply supply = RackSupply.FULL;

    /**
     * @param before what holds until the first assignment
     */
    RackController(
            RackSpeech speech,
            RackSimulation rack,
            Commissioning commissioning,
            RackAilments ailments,
            TripLatch latch,
            ReactionClock reactions,
            Assignment before) {
        this.speech = speech;
        this.rack = rack;
        this.commissioning = commissioning;
        this.ailments = ailments;
        assignment = before;
        this.latch = latch;
        this.reactions = reactions;
        watch = new RackWatch(rack);
        powerAsOrdered();
        rack.beginInterval();
        watch.told();
        steppedWatts = rack.readings().rackWatts();
    }

    /** Sets the clock of a rack that joins others late; before its first step. */
    void joinAt(double millis) {
        rack.joinAt(millis);
        speech.beginAt(millis);
    }

    /** Who it is in its records, and when it makes them. */
    RackSpeech speech() {
        return speech;
    }

    String rackId() {
        return speech.rackId();
    }

    RackSimulation simulation() {
        return rack;
    }

    Commissioning commissioning() {
        return commissioning;
    }

    /**
     * Makes something go wrong with it.
     *
     * @param millis how long it lasts; 0: until it is mended
     */
    void suffer(Trouble trouble, long millis) {
        ailments.make(trouble, millis);
        ailmentsDueMillis = ailments.dueMillis();
    }

    /** Ends what is wrong with it, as far as a repair of the rack does. */
    void mend() {
        ailments.mend();
        rack.leak(LeakState.DRY);
        commissioning.mend();
    }

    /** Follows a persisted assignment. */
    void apply(Assignment newAssignment, long monotonicMillis) {
        if (newAssignment.getStageRequest().getRepairs()
                > assignment.getStageRequest().getRepairs()) {
            ailments.mend();
        }
        assignment = newAssignment;
        knowsItsPast = true;
        refusal = "";
        if (latch.clear(newAssignment.getClearTrip())) {
            LOG.info("trip cleared rack={} trip={}", rackId(), newAssignment.getClearTrip());
        }
        powerAsOrdered();
        try {
            replicas = RackOrders.converge(rack, newAssignment);
            commissioning.follow(newAssignment, monotonicMillis);
            observed = newAssignment.getFence();
        } catch (IllegalArgumentException e) {
            // Only a persisted assignment can come here unjudged: the rack's SKU changed since. It
            // is not reported as observed: the plane would take what is missing for stopped.
            refusal = String.valueOf(e.getMessage());
            LOG.error(
                    "persisted assignment can't be applied rack={} reason=\"{}\"",
                    rackId(),
                    refusal);
        }
        caps.safeCap(newAssignment.getSafeCapWatts());
        caps.failoverCap(newAssignment.getFailoverCapWatts());
        suspension = caps.suspension(monotonicMillis);
        holdReplicas();
        enforceCap(monotonicMillis);
        statusDirty = true;
        routesDirty = true;
        LOG.info(
                "assignment applied rack={} fence={} replicas={}",
                rackId(),
                FenceOrder.text(newAssignment.getFence()),
                replicas.size());
    }

    void refuse(String reason) {
        if (!reason.equals(refusal)) {
            refusal = reason;
            statusDirty = true;
        }
    }

    /** Takes over what the rack itself reported before its state was lost; it may speak now. */
    void recalled(Optional<RackStatus> last) {
        knowsItsPast = true;
        last.ifPresent(commissioning::recalled);
        if (!assignment.hasFence()) {
            // What was cut off stays cut off until an assignment says otherwise.
            last.map(RackStatus::getIsolation)
                    .filter(isolation -> isolation.getElectric() || isolation.getLiquid())
                    .ifPresent(
                            isolation ->
                                    assignment =
                                            assignment.toBuilder().setIsolation(isolation).build());
        }
        last.filter(RackStatus::hasTrip)
                .map(RackStatus::getTrip)
                .filter(trip -> latch.trip().isEmpty())
                .filter(trip -> !trip.getTripId().equals(assignment.getClearTrip()))
                .ifPresent(latch::set);
        powerAsOrdered();
        statusDirty = true;
    }

    /**
     * False while the rack has not read its own last status: what it said now would overwrite it.
     */
    boolean knowsItsPast() {
        return knowsItsPast;
    }

    void offerCap(RackCap cap, Optional<String> fleetId, long epochMillis, long monotonicMillis) {
        Optional<String> refused =
                caps.offer(cap, assignment.getFence(), fleetId, epochMillis, monotonicMillis);
        if (refused.isPresent()) {
            LOG.debug("cap ignored rack={} reason=\"{}\"", rackId(), refused.get());
            return;
        }
        enforceCap(monotonicMillis);
        if (cap.getTrip() && latch.trip().isEmpty()) {
            trip(new TripCause.Ordered(cap.getCause()), epochMillis);
        }
    }

    /**
     * Follows what the meters above leave the rack. In the dark it has no power, but nothing
     * latches: when the feed is back, so is the rack, as its assignment and its latch allow.
     */
    void supply(RackSupply now, long monotonicMillis) {
        supply = now;
        caps.brake(now == RackSupply.BRAKED);
        watch.braking(now == RackSupply.BRAKED);
        powerAsOrdered();
        enforceCap(monotonicMillis);
        statusDirty = true;
    }

    void leak(LeakState state) {
        rack.leak(state);
    }

    /** Moves the rack by one step and reacts to what it finds. */
    void step(double supplyCelsius, double pumpShare, long epochMillis, long monotonicMillis) {
        if (monotonicMillis >= capEndsMillis) {
            enforceCap(monotonicMillis);
        }
        if (rack.nowMillis() >= ailmentsDueMillis) {
            ailments.step();
            ailmentsDueMillis = ailments.dueMillis();
        }
        rack.step(supplyCelsius, pumpShare);
        double watts = rack.readings().rackWatts();
        if (watch.isJump(steppedWatts, watts)) {
            reactions.jumped(rackId(), steppedWatts, watts);
        }
        steppedWatts = watts;
        Optional<TripCause> cause = rack.tripCause();
        if (cause.isPresent()) {
            trip(cause.get(), epochMillis);
        }
        alarmChanged |= watch.alarmsChanged() || watch.drawMoved();
        statusDirty |= watch.phasesChanged();
        statusDirty |= commissioning.step(monotonicMillis);
    }

    private void trip(TripCause cause, long epochMillis) {
        Trip trip = latch.trip(WireWords.cause(cause), cause.detail(), epochMillis);
        powerAsOrdered();
        statusDirty = true;
        alarmChanged = true;
        LOG.error(
                "rack tripped rack={} trip={} detail=\"{}\" clear with an assignment that names it",
                rackId(),
                trip.getTripId(),
                cause.detail());
    }

    private void powerAsOrdered() {
        boolean leaked =
                latch.trip()
                        .map(Trip::getCause)
                        .map(io.gigafleet.schemas.v1.TripCause.TRIP_CAUSE_LEAK::equals)
                        .orElse(false);
        rack.energize(
                !assignment.getIsolation().getElectric()
                        && latch.trip().isEmpty()
                        && supply != RackSupply.DARK);
        rack.isolateLiquid(assignment.getIsolation().getLiquid() || leaked);
    }

    private void enforceCap(long monotonicMillis) {
        long watts = caps.effectiveWatts(monotonicMillis);
        if (watts != capInForceWatts) {
            capInForceWatts = watts;
            double before = rack.readings().rackWatts();
            rack.cap(watts == 0 ? Double.POSITIVE_INFINITY : watts);
            if (rack.readings().rackWatts() < before) {
                reactions.capped(rackId(), watts);
            }
            statusDirty = true;
        }
        capEndsMillis =
                monotonicMillis < caps.liveUntilMillis() ? caps.liveUntilMillis() : Long.MAX_VALUE;
        Suspension wanted = caps.suspension(monotonicMillis);
        if (wanted != suspension) {
            suspension = wanted;
            holdReplicas();
            statusDirty = true;
        }
    }

    private void holdReplicas() {
        replicas.forEach(ordered -> ordered.hold(suspension));
    }

    /** True once after an alarm began or ended, or the draw moved. */
    boolean takeAlarmChange() {
        boolean changed = alarmChanged;
        alarmChanged = false;
        return changed;
    }

    /** True once after something its status reports changed. */
    boolean takeStatusChange() {
        boolean changed = statusDirty;
        statusDirty = false;
        return changed;
    }

    /** True once after the replicas or their shares of traffic changed. */
    boolean takeRouteChange() {
        boolean changed = routesDirty;
        routesDirty = false;
        return changed;
    }

    List<OrderedReplica> replicas() {
        return replicas;
    }

    /** Ends the interval and tells what it measured. */
    byte[] telemetry(TelemetryWriter writer, long epochMillis) {
        byte[] record = speech.telemetry(writer, epochMillis, capInForceWatts, watch.alarms());
        watch.told();
        return record;
    }

    RackStatus status(long epochMillis, long monotonicMillis) {
        RackStatus.Builder status =
                speech.status(epochMillis)
                        .setObserved(observed)
                        .setRefusal(refusal)
                        .setSafeCapWatts(caps.safeCapWatts())
                        .setLiveCapWatts(caps.liveCapWatts(monotonicMillis))
                        .setLiveCapSequence(caps.liveCapSequence())
                        .setIsolation(assignment.getIsolation())
                        .setPowerBrake(caps.isBraked());
        commissioning.describe(status);
        replicas.forEach(ordered -> status.addReplicas(ordered.status()));
        latch.trip().ifPresent(status::setTrip);
        return status.build();
    }
}
