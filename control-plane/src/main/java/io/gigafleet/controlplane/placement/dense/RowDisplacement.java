package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places a replica of several parts in a row where others give up their place. Each part in turn
 * takes the rack of the row that costs least; the row that costs least in all is taken.
 */
final class RowDisplacement {

    private final Board board;
    private final RowFit rows;
    private final Displacement displacement;
    private final Objective objective;
    private final SpreadCount spread;

    RowDisplacement(Board board, RowFit rows, Displacement displacement, Objective objective) {
        this.board = board;
        this.rows = rows;
        this.displacement = displacement;
        this.objective = objective;
        this.spread = new SpreadCount(board);
    }

    private record Trial(List<Integer> pieces, long worth) {
        private static final Trial NONE = new Trial(List.of(), 0);
    }

    /** First pieces of those who went; empty, and the board as before, if there is no such row. */
    List<Integer> place(Ask ask, int firstPiece, long below) {
        if (!board.quotas().allows(ask, firstPiece)) {
            return List.of();
        }
        spread.recount(ask, firstPiece);
        int best = -1;
        long least = below;
        long bound = below;
        for (int row = 0; row < board.site().rowCount(); row++) {
            if (spread.allowsRow(row)) {
                int mark = board.mark();
                Trial trial = tryRow(row, ask, firstPiece, least);
                if (!trial.pieces().isEmpty() && trial.worth() < least) {
                    best = row;
                    bound = least;
                    least = trial.worth();
                }
                board.undo(mark);
            }
        }
        return best < 0 ? List.of() : tryRow(best, ask, firstPiece, bound).pieces();
    }

    /** Who goes in a row; nobody if not all parts find room. */
    private Trial tryRow(int row, Ask ask, int firstPiece, long below) {
        List<Leaver> gone = new ArrayList<>();
        long lost = 0;
        for (int part = 0; part < ask.parts().size(); part++) {
            Displacement.Choice choice =
                    displacement.findAmong(
                            rows.racksOf(row), ask, ask.parts().get(part), spread, below - lost);
            if (choice.isNone()) {
                return Trial.NONE;
            }
            for (int leaver : choice.pieces()) {
                gone.add(leave(leaver));
            }
            board.place(firstPiece + part, choice.rack());
            lost += choice.worth();
        }
        gone.sort(Comparator.comparingLong((Leaver leaver) -> -leaver.worth()));
        gone.removeIf(this::comesBack);
        return new Trial(
                gone.stream().map(Leaver::piece).toList(),
                gone.stream().mapToLong(Leaver::worth).sum());
    }

    /** A replica that went, and where its parts stood. */
    private record Leaver(int piece, long worth, List<Integer> racks, List<Long> watts) {}

    private Leaver leave(int firstOfReplica) {
        Ask ask = board.ask(board.askOf(firstOfReplica));
        List<Integer> racks = new ArrayList<>();
        List<Long> watts = new ArrayList<>();
        for (int part = 0; part < ask.parts().size(); part++) {
            racks.add(board.rackOf(firstOfReplica + part));
            watts.add(board.wattsOf(firstOfReplica + part));
        }
        board.removeReplica(firstOfReplica);
        return new Leaver(firstOfReplica, objective.worth(ask), racks, watts);
    }

    /** Each part was made room for alone: who turns out not to be in the way stays. */
    private boolean comesBack(Leaver leaver) {
        Ask ask = board.ask(board.askOf(leaver.piece()));
        int mark = board.mark();
        for (int part = 0; part < leaver.racks().size(); part++) {
            int rack = leaver.racks().get(part);
            long watts = leaver.watts().get(part);
            if (board.free(rack) < ask.parts().get(part).accelerators()
                    || !board.headroom().carries(rack, watts)
                    || !board.sharesWell(rack, ask)) {
                board.undo(mark);
                return false;
            }
            board.putBack(leaver.piece() + part, rack, watts);
        }
        return true;
    }
}
