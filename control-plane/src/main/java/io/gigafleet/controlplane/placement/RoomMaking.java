package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Objective;
import io.gigafleet.controlplane.placement.dense.OneByOne;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Makes room for demands that found none, each by the least disruptive action that works: others
 * move; tenants give back what they borrowed; replicas of less worth give up their place. Bounded
 * per plan; what is left over is tried again in the next.
 */
final class RoomMaking {

    /** Demands for which room is made in one plan. */
    private static final int ROOMS_MOST = 64;

    /** Demands for which it is tried in vain in one plan. */
    private static final int FAILURES_MOST = 256;

    /** What is given up for a tenant's own share is not weighed against it. */
    private static final long ANY_WORTH = Long.MAX_VALUE / 4;

    private final FleetBoard fleet;
    private final Board board;
    private final OneByOne oneByOne;
    private final Objective objective;
    private final PromisedRoom promised;
    private final Relocation relocation;
    private final List<Preemption> preemptions = new ArrayList<>();
    private final List<Integer> unplaced = new ArrayList<>();
    private final Map<Integer, Room> rooms = new HashMap<>();
    private final List<Integer> preemptedFor = new ArrayList<>();
    private final List<Integer> victims = new ArrayList<>();

    /** By tenant, the accelerators of its demands that wait for what drains. */
    private final Map<Integer, Long> awaited = new HashMap<>();

    RoomMaking(FleetBoard fleet, OneByOne oneByOne, Objective objective, PromisedRoom promised) {
        this.fleet = fleet;
        this.board = fleet.board();
        this.oneByOne = oneByOne;
        this.objective = objective;
        this.promised = promised;
        this.relocation = new Relocation(fleet, oneByOne);
    }

    private record Room(int rack, int leaving) {}

    List<Relocation.Moving> moves() {
        return relocation.moves();
    }

    List<Preemption> preemptions() {
        return preemptions;
    }

    /** Whether room is being made for a demand. */
    boolean isWaiting(int firstPiece) {
        return rooms.containsKey(firstPiece);
    }

    int rackFor(int firstPiece) {
        return room(firstPiece).rack();
    }

    int leavingFor(int firstPiece) {
        return room(firstPiece).leaving();
    }

    private Room room(int firstPiece) {
        Room room = rooms.get(firstPiece);
        if (room == null) {
            throw new IllegalArgumentException("no room is made for piece " + firstPiece);
        }
        return room;
    }

    void makeRoom() {
        board.settle();
        if (fleet.view().replicas().isEmpty()) {
            return;
        }
        worthMostFirst();
        unplaced.stream().filter(promised::isWaiting).forEach(this::await);
        fillWhatIsLeft();
        awaitLeaving();
        forEachUnplaced(this::move);
        forEachUnplaced(this::reclaim);
        forEachUnplaced(this::preempt);
        UntilGone.count(fleet, preemptedFor, victims);
    }

    private void worthMostFirst() {
        for (int first : fleet.demands()) {
            if (board.rackOf(first) == Board.NOWHERE) {
                unplaced.add(first);
            }
        }
        unplaced.sort(
                Comparator.comparingLong((Integer first) -> -ask(first).weight())
                        .thenComparingInt(first -> first));
    }

    /** Packing may have freed room late. */
    private void fillWhatIsLeft() {
        Set<Integer> failed = new HashSet<>();
        for (int first : unplaced) {
            if (!failed.contains(board.askOf(first)) && !oneByOne.allocate(first)) {
                failed.add(board.askOf(first));
            }
        }
        unplaced.removeIf(first -> board.rackOf(first) != Board.NOWHERE);
        board.settle();
    }

    /**
     * Whoever fits once what drains already is gone waits for that, and nobody else is disturbed.
     */
    private void awaitLeaving() {
        Map<String, Integer> draining = draining();
        if (draining.isEmpty()) {
            return;
        }
        fleet.leaving(true);
        Set<Integer> failed = new HashSet<>();
        Set<Integer> racks = new HashSet<>();
        for (int first : unplaced) {
            if (!promised.isWaiting(first) && !failed.contains(board.askOf(first))) {
                if (oneByOne.allocate(first)) {
                    int rack = board.rackOf(first);
                    String name = fleet.view().topology().rack(rack).name();
                    rooms.put(first, new Room(rack, draining.getOrDefault(name, 1)));
                    await(first);
                    for (int part = 0; part < ask(first).parts().size(); part++) {
                        racks.add(board.rackOf(first + part));
                    }
                } else {
                    failed.add(board.askOf(first));
                }
            }
        }
        racks.forEach(board::close);
        fleet.leaving(false);
        board.settle();
    }

    private Ask ask(int piece) {
        return board.ask(board.askOf(piece));
    }

    private Map<String, Integer> draining() {
        Map<String, Integer> draining = new HashMap<>();
        for (Replica replica : fleet.view().replicas()) {
            if (replica.state() == ReplicaState.DRAINING) {
                draining.merge(replica.rack(), 1, Integer::sum);
            }
        }
        return draining;
    }

    /** An action for the demand that begins with a piece; says whether it made room. */
    private interface Action {
        boolean makesRoom(int firstPiece);
    }

    private void forEachUnplaced(Action action) {
        int failures = 0;
        Set<Integer> failed = new HashSet<>();
        for (int first : unplaced) {
            if (rooms.size() >= ROOMS_MOST || failures >= FAILURES_MOST) {
                return;
            }
            if (board.rackOf(first) == Board.NOWHERE
                    && !isWaiting(first)
                    && !promised.isWaiting(first)
                    && !failed.contains(board.askOf(first))
                    && !action.makesRoom(first)) {
                failures++;
                failed.add(board.askOf(first));
            }
        }
    }

    /** What a demand waits for counts in its tenant's quota, but the tenant does not hold it. */
    private void await(int first) {
        awaited.merge(ask(first).tenant(), (long) ask(first).accelerators(), Long::sum);
    }

    private boolean move(int first) {
        int before = moves().size();
        OptionalInt rack = relocation.makeRoom(first);
        if (rack.isEmpty()) {
            return false;
        }
        rooms.put(first, new Room(rack.getAsInt(), moves().size() - before));
        await(first);
        return true;
    }

    private boolean reclaim(int first) {
        Ask ask = ask(first);
        TenantQuota quota = fleet.service(ask.index()).quota();
        if (board.quotas().heldBy(ask.tenant()) + ask.accelerators() > quota.accelerators()) {
            return false;
        }
        board.letYield(piece -> mayBePreempted(piece) && overQuota(piece) > 0);
        return displace(first, ANY_WORTH, Preemption.Cause.RECLAIM);
    }

    /** Who would borrow may take from those who borrow and from its own tenant only. */
    private boolean preempt(int first) {
        int tenant = ask(first).tenant();
        long share = fleet.service(board.askOf(first)).quota().accelerators();
        boolean borrows = board.quotas().heldBy(tenant) + ask(first).accelerators() > share;
        board.letYield(
                piece ->
                        mayBePreempted(piece)
                                && (!borrows
                                        || ask(piece).tenant() == tenant
                                        || overQuota(piece) > 0));
        long worth = objective.worth(ask(first));
        return displace(first, worth, Preemption.Cause.PRIORITY);
    }

    private boolean displace(int first, long below, Preemption.Cause cause) {
        int mark = board.mark();
        List<Integer> gone = oneByOne.displace(first, below);
        if (gone.isEmpty()) {
            board.undo(mark);
            return false;
        }
        if (cause == Preemption.Cause.RECLAIM && takesMoreThanWasBorrowed(gone)) {
            board.undo(mark);
            return false;
        }
        board.settle();
        List<Replica> going = new ArrayList<>();
        for (int piece : gone) {
            int parts = ask(piece).parts().size();
            for (int part = 0; part < parts; part++) {
                going.add(fleet.running(piece + part).orElseThrow());
            }
        }
        int rack = board.rackOf(first);
        preemptions.add(new Preemption(fleet.demand(first), rack, going, cause));
        rooms.put(first, new Room(rack, gone.size()));
        preemptedFor.add(first);
        victims.addAll(gone);
        return true;
    }

    private boolean mayBePreempted(int piece) {
        return !relocation.moves(piece)
                && ask(piece).preemptible()
                && fleet.running(piece).filter(replica -> !replica.leaving()).isPresent();
    }

    /**
     * Accelerators that the tenant of a piece holds beyond its own share. What it waits for it does
     * not hold.
     */
    private long overQuota(int piece) {
        Ask ask = ask(piece);
        long held = board.quotas().heldBy(ask.tenant()) - awaited.getOrDefault(ask.tenant(), 0L);
        return held - fleet.service(ask.index()).quota().accelerators();
    }

    /** Whether a tenant that was at or below its share would lose a replica. */
    private boolean takesMoreThanWasBorrowed(List<Integer> gone) {
        Map<Integer, Long> over = new HashMap<>();
        for (int piece : gone) {
            Ask ask = ask(piece);
            over.merge(ask.tenant(), (long) ask.accelerators(), Long::sum);
        }
        for (int piece : gone) {
            Ask ask = ask(piece);
            long lost = over.getOrDefault(ask.tenant(), 0L);
            if (overQuota(piece) + ask.accelerators() <= 0 && lost > 0) {
                return true;
            }
        }
        return false;
    }
}
