package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/** Who has racks to themselves: by what stands there, and by what is still on its way out. */
final class Tenancy {

    private static final int ANYBODY = -1;

    /** Two tenants that each had the rack alone are on their way out of it. */
    private static final int NOBODY = -2;

    private final Board board;
    private final int[] exclusiveIn;
    private final int[] occupiedIn;
    private final int[] keptFor;
    private boolean anyKept;

    Tenancy(Board board) {
        this.board = board;
        int racks = board.site().rackCount();
        this.exclusiveIn = new int[racks];
        this.occupiedIn = new int[racks];
        this.keptFor = new int[racks];
        Arrays.fill(keptFor, ANYBODY);
    }

    /** Counts accelerators of an ask that came to a rack, or went where negative. */
    void count(int rack, Ask ask, int accelerators) {
        if (ask.exclusive()) {
            exclusiveIn[rack] += accelerators;
        }
    }

    /** Counts accelerators that belong to no piece. */
    void occupy(int rack, int accelerators) {
        occupiedIn[rack] += accelerators;
    }

    /** Keeps a rack for one tenant: what is on its way out there was to have it alone. */
    void keepFor(int tenant, int rack) {
        boolean isFirst = keptFor[rack] == ANYBODY || keptFor[rack] == tenant;
        keptFor[rack] = isFirst ? tenant : NOBODY;
        anyKept = true;
    }

    /** Whether some racks are for one tenant alone, or an ask wants such. */
    boolean isAnyExclusive() {
        return anyKept || board.asks().stream().anyMatch(Ask::exclusive);
    }

    /** Whether exclusive use by a tenant, of this ask or of those in the rack, is respected. */
    boolean allows(int rack, Ask ask) {
        if (keptFor[rack] != ANYBODY && keptFor[rack] != ask.tenant()) {
            return false;
        }
        if (!ask.exclusive() && exclusiveIn[rack] == 0) {
            return true;
        }
        if (ask.exclusive() && occupiedIn[rack] > 0) {
            return false;
        }
        for (int piece = board.firstIn(rack); piece != Board.NOWHERE; piece = board.nextIn(piece)) {
            if (board.ask(board.askOf(piece)).tenant() != ask.tenant()) {
                return false;
            }
        }
        return true;
    }
}
