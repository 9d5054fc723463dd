package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Headroom;
import io.gigafleet.controlplane.placement.dense.Site;
import java.util.Arrays;

/**
 * Why each rack was rejected for one part, spread aside, and what came nearest in each row. It is
 * computed once for all services that need the same; what differs between them, the rows they fill
 * already, is put in afterwards.
 */
final class ClassFunnel {

    /** The filter of a rack that would take the part. */
    private static final int NONE = -1;

    private static final int FILTERS = Filter.values().length;

    private final int[] filterOf;
    private final int[] counts = new int[FILTERS];
    private final int[][] countInRow;
    private final long[] freeInRow;
    private final int[] mostFreeRack;
    private final int[] nearestRack;
    private final long[] missingWatts;

    ClassFunnel(FleetBoard fleet, Ask ask, Ask.Part part, Eligibility.Wish wish) {
        Board board = fleet.board();
        Site site = board.site();
        this.filterOf = new int[site.rackCount()];
        this.countInRow = new int[site.rowCount()][FILTERS];
        this.freeInRow = new long[site.rowCount()];
        this.mostFreeRack = nowhere(site.rowCount());
        this.nearestRack = nowhere(site.rowCount());
        this.missingWatts = new long[site.rowCount()];
        for (int rack = 0; rack < filterOf.length; rack++) {
            filterOf[rack] = filter(fleet, ask, part, wish, rack);
            if (filterOf[rack] != NONE) {
                countInRow[site.row(rack)][filterOf[rack]]++;
                counts[filterOf[rack]]++;
                if (filterOf[rack] >= Filter.ACCELERATORS.ordinal()) {
                    near(board, site, part, rack);
                }
            }
        }
    }

    private static int[] nowhere(int length) {
        int[] racks = new int[length];
        Arrays.fill(racks, Board.NOWHERE);
        return racks;
    }

    private static int filter(
            FleetBoard fleet, Ask ask, Ask.Part part, Eligibility.Wish wish, int rack) {
        if (!part.racks().contains(rack)) {
            return wish.rejects(fleet.view().topology().rack(rack))
                    .map(Filter::ordinal)
                    .orElse(Filter.SIZE.ordinal());
        }
        Board board = fleet.board();
        RackView seen = fleet.view().rack(rack);
        if (!seen.acceptsReplicas()) {
            return Filter.READINESS.ordinal();
        }
        if (!board.sharesWell(rack, ask)) {
            return Filter.EXCLUSIVE.ordinal();
        }
        if (board.available(rack) < part.accelerators()) {
            return Filter.ACCELERATORS.ordinal();
        }
        long watts = part.wattsBySku()[board.site().sku(rack)];
        if (board.headroom().carries(rack, watts)) {
            return NONE;
        }
        return board.headroom()
                .lackOf(rack, watts)
                .map(lack -> lack.limit() == Headroom.Limit.LOOP ? Filter.COOLING : Filter.POWER)
                .orElse(Filter.POWER)
                .ordinal();
    }

    private void near(Board board, Site site, Ask.Part part, int rack) {
        int row = site.row(rack);
        freeInRow[row] += board.available(rack);
        if (filterOf[rack] == Filter.ACCELERATORS.ordinal()) {
            if (mostFreeRack[row] == Board.NOWHERE
                    || board.available(rack) > board.available(mostFreeRack[row])) {
                mostFreeRack[row] = rack;
            }
            return;
        }
        long watts = part.wattsBySku()[site.sku(rack)];
        long missing =
                board.headroom()
                        .lackOf(rack, watts)
                        .map(lack -> lack.neededWatts() - lack.leftWatts())
                        .orElse(0L);
        if (nearestRack[row] == Board.NOWHERE || missing < missingWatts[row]) {
            nearestRack[row] = rack;
            missingWatts[row] = missing;
        }
    }

    int rows() {
        return countInRow.length;
    }

    /** Racks that a filter rejected, of all rows. */
    int count(Filter filter) {
        return counts[filter.ordinal()];
    }

    int count(int row, Filter filter) {
        return countInRow[row][filter.ordinal()];
    }

    /** The filter of a rack; whether it rejected it is for the caller to know. */
    boolean rejects(int rack, Filter filter) {
        return filterOf[rack] == filter.ordinal();
    }

    boolean rejects(int rack) {
        return filterOf[rack] != NONE;
    }

    /** Accelerators free in racks of a row that would do but for room, watts or cooling. */
    long freeIn(int row) {
        return freeInRow[row];
    }

    /** The rack of a row with the most accelerators free, if too few; or nowhere. */
    int mostFreeIn(int row) {
        return mostFreeRack[row];
    }

    /** The rack of a row that lacks the fewest watts; or nowhere. */
    int nearestIn(int row) {
        return nearestRack[row];
    }

    long missingWattsIn(int row) {
        return missingWatts[row];
    }
}
