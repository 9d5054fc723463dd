package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.schemas.v1.RackCap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every rack's live cap in force: what changed goes out at once, what takes watts away first;
 * each is renewed every third of its time to live, the racks spread over that time. One thread uses
 * it.
 */
final class CapIssuer {

    private final CapSink sink;
    private final int ttlMillis;
    private Topology issuedTo = Topology.EMPTY;

    /** By index of the rack; null where nothing is in force. */
    private @Nullable Issued[] inForce = {};

    private Optional<Term> term = Optional.empty();
    private long sequence;

    CapIssuer(CapSink sink, int ttlMillis) {
        this.sink = sink;
        this.ttlMillis = ttlMillis;
    }

    /**
     * What a rack is to be held to.
     *
     * @param capWatts 0: without power, nothing to cap
     * @param trip whether it is to be cut off and latched
     * @param cause why; empty when nothing is suspended or tripped
     */
    record Order(long capWatts, Suspension suspension, boolean trip, String cause) {

        /** The same, and no milder than another. */
        Order noMilderThan(Order other) {
            return new Order(
                    Math.min(capWatts, other.capWatts),
                    suspension.compareTo(other.suspension) >= 0 ? suspension : other.suspension,
                    trip,
                    cause.isEmpty() ? other.cause : cause);
        }

        boolean isHarderThan(Order other) {
            return capWatts < other.capWatts
                    || suspension.compareTo(other.suspension) > 0
                    || (trip && !other.trip);
        }

        boolean isNothing() {
            return capWatts == 0 && !trip;
        }
    }

    private record Issued(Order order, long sentAtMillis) {}

    /**
     * Sends what changed and what is due.
     *
     * @param orders by index of the rack
     * @param mayEase whether caps may rise and suspensions end: not while the term is unproven
     */
    void issue(Term now, Topology topology, List<Order> orders, boolean mayEase, long nowMillis) {
        boolean isNewTerm = !term.equals(Optional.of(now));
        if (isNewTerm) {
            term = Optional.of(now);
            sequence = 0;
        }
        followTopology(topology);
        List<RackCap> harder = new ArrayList<>();
        List<RackCap> others = new ArrayList<>();
        for (int rack = 0; rack < orders.size(); rack++) {
            Issued before = inForce[rack];
            Order order =
                    before == null || mayEase
                            ? orders.get(rack)
                            : orders.get(rack).noMilderThan(before.order());
            if (order.isNothing()) {
                inForce[rack] = null;
            } else if (before != null && order.isHarderThan(before.order())) {
                harder.add(send(now, rack, order, nowMillis));
            } else if (isNewTerm || before == null || !isInForce(order, before, nowMillis)) {
                others.add(send(now, rack, order, nowMillis));
                if (isNewTerm || before == null) {
                    inForce[rack] = new Issued(order, nowMillis - headStartMillis(rack));
                }
            }
        }
        if (!harder.isEmpty()) {
            sink.send(harder);
        }
        if (!others.isEmpty()) {
            sink.send(others);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object until racks come or go
    private void followTopology(Topology topology) {
        if (topology == issuedTo) {
            return;
        }
        @Nullable Issued[] before = inForce;
        inForce = new Issued[topology.rackCount()];
        for (int rack = 0; rack < before.length; rack++) {
            OptionalInt now = topology.rackNamed(issuedTo.rack(rack).name());
            if (now.isPresent()) {
                inForce[now.getAsInt()] = before[rack];
            }
        }
        issuedTo = topology;
    }

    private boolean isInForce(Order order, Issued before, long nowMillis) {
        return order.equals(before.order()) && nowMillis - before.sentAtMillis() < ttlMillis / 3;
    }

    /** So that not all racks are renewed in the same moment ever after. */
    private int headStartMillis(int rack) {
        return Math.floorMod(
                issuedTo.rack(rack).name().hashCode() * 0x9E3779B9, Math.max(1, ttlMillis / 3));
    }

    /** Sends everything in force with the next look, as after nothing was known of it. */
    void forget() {
        Arrays.fill(inForce, null);
        term = Optional.empty();
    }

    private RackCap send(Term now, int rack, Order order, long nowMillis) {
        sequence++;
        inForce[rack] = new Issued(order, nowMillis);
        return RackCap.newBuilder()
                .setRackId(issuedTo.rack(rack).name())
                .setFleetId(now.fleetId())
                .setIncarnation(now.incarnation())
                .setEpoch(now.epoch())
                .setSequence(sequence)
                .setCapWatts(order.capWatts())
                .setTtlMs(ttlMillis)
                .setIssuedAtEpochMs(nowMillis)
                .setSuspension(wire(order.suspension()))
                .setTrip(order.trip())
                .setCause(order.cause())
                .build();
    }

    private static io.gigafleet.schemas.v1.Suspension wire(Suspension suspension) {
        return switch (suspension) {
            case NONE -> io.gigafleet.schemas.v1.Suspension.SUSPENSION_UNSPECIFIED;
            case PREEMPTIBLE -> io.gigafleet.schemas.v1.Suspension.SUSPENSION_PREEMPTIBLE;
            case ALL -> io.gigafleet.schemas.v1.Suspension.SUSPENSION_ALL;
        };
    }
}
