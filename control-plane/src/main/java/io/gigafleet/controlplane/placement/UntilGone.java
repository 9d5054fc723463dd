package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import java.util.List;

/**
 * Counts victims again once all room is made: until they are gone they draw their watts and hold
 * their place in quota and spread, and what they leave over is nobody's. So the reasons of those
 * who got nothing are of what is, not of what will be.
 */
final class UntilGone {

    private UntilGone() {}

    /**
     * Counts them.
     *
     * @param beneficiaries first pieces of those who wait for the victims
     * @param victims first pieces of those who go
     */
    static void count(FleetBoard fleet, List<Integer> beneficiaries, List<Integer> victims) {
        Board board = fleet.board();
        for (int first : beneficiaries) {
            Ask ask = board.ask(board.askOf(first));
            board.forgive(ask.tenant(), ask.accelerators());
            int end = first + ask.parts().size();
            for (int piece = first; piece < end; piece++) {
                board.occupy(board.rackOf(piece), 0, -board.wattsOf(piece));
                board.close(board.rackOf(piece));
            }
        }
        for (int first : victims) {
            Ask ask = board.ask(board.askOf(first));
            int[] racks = new int[ask.parts().size()];
            for (int part = 0; part < racks.length; part++) {
                Replica victim = fleet.running(first + part).orElseThrow();
                racks[part] = fleet.view().topology().rackNamed(victim.rack()).orElseThrow();
                board.occupy(racks[part], 0, victim.plannedWatts());
                board.close(racks[part]);
            }
            board.precede(ask.index(), Board.NOWHERE, racks, ask.accelerators());
        }
    }
}
