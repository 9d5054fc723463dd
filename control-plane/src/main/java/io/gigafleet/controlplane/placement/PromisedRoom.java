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
        return leavingOn.containsKey(view.topology().rack(rack).name());
    }

    private static List<Promise> both(List<Promise> one, List<Promise> other) {
        List<Promise> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private void setAside(int piece, List<Promise> promises) {
        Board board = fleet.board();
        Ask ask = board.ask(board.askOf(piece));
        for (int at = 0; at < promises.size(); at++) {
            int rack = promises.get(at).rack();
            Ask.Part part = ask.parts().get(Math.min(at, ask.parts().size() - 1));
            long needed = part.wattsBySku()[board.site().sku(rack)];
            long held = leavingWattsOn.getOrDefault(view.topology().rack(rack).name(), 0L);
            board.occupy(rack, 0, Math.max(0, needed - held));
            board.close(rack);
        }
    }

    /** Whether a demand's promised room is not free yet. */
    boolean isWaiting(int firstPiece) {
        return rackFor.containsKey(firstPiece);
    }

    int rackFor(int firstPiece) {
        return rackFor.getOrDefault(firstPiece, Board.NOWHERE);
    }

    int leavingFor(int firstPiece) {
        return leavingOn.getOrDefault(view.topology().rack(rackFor(firstPiece)).name(), 0);
    }
}
