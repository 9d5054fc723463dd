package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Site;
import java.util.ArrayList;
import java.util.List;

/** How many parts of a replica a row has racks for, each part looked at alone. */
final class RowRoom {

    private final FleetBoard fleet;
    private final List<List<Integer>> racksOf = new ArrayList<>();

    RowRoom(FleetBoard fleet) {
        this.fleet = fleet;
        Site site = fleet.board().site();
        for (int row = 0; row < site.rowCount(); row++) {
            racksOf.add(new ArrayList<>());
        }
        for (int rack = 0; rack < site.rackCount(); rack++) {
            racksOf.get(site.row(rack)).add(rack);
        }
    }

    /** The row with room for the most parts. */
    record Best(String row, int parts) {}

    List<Integer> racksOf(int row) {
        return racksOf.get(row);
    }

    /** By what is free now. */
    Best best(Ask ask) {
        return best(ask, false);
    }

    /** Were every rack empty and ready. */
    Best bestEver(Ask ask) {
        return best(ask, true);
    }

    private Best best(Ask ask, boolean ever) {
        int most = -1;
        int best = 0;
        for (int row = 0; row < racksOf.size(); row++) {
            int room = roomIn(row, ask, ever);
            if (room > most) {
                most = room;
                best = row;
            }
        }
        return new Best(fleet.columns().row(best), most);
    }

    private int roomIn(int row, Ask ask, boolean ever) {
        Board board = fleet.board();
        List<Ask.Part> left = new ArrayList<>(ask.parts());
        for (int rack : racksOf.get(row)) {
            if (ever || board.isOpen(rack)) {
                int free = ever ? board.site().accelerators(rack) : board.free(rack);
                for (int part = 0; part < left.size(); ) {
                    Ask.Part wanted = left.get(part);
                    if (wanted.accelerators() <= free
                            && wanted.racks().contains(rack)
                            && (ever
                                    || board.headroom()
                                            .carries(
                                                    rack,
                                                    wanted.wattsBySku()[board.site().sku(rack)]))) {
                        free -= wanted.accelerators();
                        left.remove(part);
                    } else {
                        part++;
                    }
                }
            }
        }
        return ask.parts().size() - left.size();
    }
}
