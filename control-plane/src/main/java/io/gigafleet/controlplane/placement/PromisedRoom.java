package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.OneByOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Room that was promised: who it was promised to gets it as soon as it is free. Until then its
 * racks are nobody else's, and watts for it are set aside as far as those who go do not hold them
 * still.
 */
final class PromisedRoom {

    private final FleetBoard fleet;
    private final FleetView view;
    private final Map<Integer, Integer> rackFor = new HashMap<>();
    private final Map<String, Integer> leavingOn = new HashMap<>();
    private final Map<String, Long> leavingWattsOn = new HashMap<>();

    private PromisedRoom(FleetBoard fleet) {
        this.fleet = fleet;
        this.view = fleet.view();
        for (Replica replica : view.replicas()) {
            if (replica.leaving() || !replica.state().holdsSlot()) {
                leavingOn.merge(replica.rack(), 1, Integer::sum);
                leavingWattsOn.merge(replica.rack(), replica.plannedWatts(), Long::sum);
            }
        }
    }

    static PromisedRoom keep(FleetBoard fleet, OneByOne oneByOne, List<Promise> promises) {
        PromisedRoom room = new PromisedRoom(fleet);
        Map<Demand, Integer> firstPiece = new HashMap<>();
        for (int piece : promises.isEmpty() ? new int[0] : fleet.demands()) {
            firstPiece.put(fleet.demand(piece), piece);
        }
        Map<Integer, List<Promise>> byDemand = new TreeMap<>();
        for (Promise promise : promises) {
            Integer piece = firstPiece.get(promise.demand());
            if (piece != null) {
                byDemand.merge(piece, List.of(promise), PromisedRoom::both);
            }
        }
        byDemand.forEach(
                (piece, ofDemand) -> {
                    boolean isPlaced =
                            ofDemand.stream()
                                    .anyMatch(
                                            promise -> oneByOne.allocateAt(piece, promise.rack()));
                    if (!isPlaced) {
                        ofDemand.stream()
                                .map(Promise::rack)
                                .filter(room::isBeingLeft)
                                .findFirst()
                                .ifPresent(rack -> room.rackFor.put(piece, rack));
                    }
                });
        room.rackFor
                .keySet()
                .forEach(piece -> room.setAside(piece, byDemand.getOrDefault(piece, List.of())));
        return room;
    }

    /**
     * Whether somebody is on the way out of a rack. When nobody is any more, whom the room was
     * promised to looks for a place like all others: who went may have made room elsewhere.
     */
    private boolean isBeingLeft(int rack) {
        return leavingOn.containsKey(rackName(rack));
    }

    private static List<Promise> both(List<Promise> one, List<Promise> other) {
        List<Promise> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** Its quota, the watts that those who go don't hold any more, and its racks. */
    private void setAside(int piece, List<Promise> promises) {
        Board board = fleet.board();
        Ask ask = board.ask(board.askOf(piece));
        board.precede(ask.index(), piece, new int[0], ask.accelerators());
        int first = promises.getFirst().rack();
        long needed = 0;
        for (Ask.Part part : ask.parts()) {
            needed += part.wattsBySku()[board.site().sku(first)];
        }
        long held = 0;
        for (Promise promise : promises) {
            held += leavingWattsOn.getOrDefault(rackName(promise.rack()), 0L);
            board.close(promise.rack());
        }
        board.occupy(first, 0, Math.max(0, needed - held));
    }

    private String rackName(int rack) {
        return view.topology().rack(rack).name();
    }

    /** Whether a demand's promised room is not free yet. */
    boolean isWaiting(int firstPiece) {
        return rackFor.containsKey(firstPiece);
    }

    int rackFor(int firstPiece) {
        return rackFor.getOrDefault(firstPiece, Board.NOWHERE);
    }

    int leavingFor(int firstPiece) {
        return leavingOn.getOrDefault(rackName(rackFor(firstPiece)), 0);
    }
}
