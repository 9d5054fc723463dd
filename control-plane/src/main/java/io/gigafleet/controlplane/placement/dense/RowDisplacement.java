package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.List;

/**
 * Places a replica of several parts in a row where others give up their place. Each part in turn
 * takes the rack of the row that costs least; the row that costs least in all is taken.
 */
final class RowDisplacement {

    private final Board board;
    private final RowFit rows;
    private final Displacement displacement;
    private final SpreadCount spread;

    RowDisplacement(Board board, RowFit rows, Displacement displacement) {
        this.board = board;
        this.rows = rows;
        this.displacement = displacement;
        this.spread = new SpreadCount(board);
    }

    private record Trial(List<Integer> pieces, long worth) {}

    /** First pieces of those who went; empty, and the board as before, if there is no such row. */
    List<Integer> place(Ask ask, int firstPiece, long below) {
        if (!board.quotas().allows(ask, firstPiece)) {
            return List.of();
        }
        spread.recount(ask, firstPiece);
        int best = -1;
        long least = below;
        for (int row = 0; row < board.site().rowCount(); row++) {
            if (spread.allowsRow(row)) {
                int mark = board.mark();
                Trial trial = tryRow(row, ask, firstPiece, least);
                if (!trial.pieces().isEmpty() && trial.worth() < least) {
                    best = row;
                    least = trial.worth();
                }
                board.undo(mark);
            }
        }
        return best < 0 ? List.of() : tryRow(best, ask, firstPiece, least + 1).pieces();
    }

    /** Who goes in a row; nobody if not all parts find room. */
    private Trial tryRow(int row, Ask ask, int firstPiece, long below) {
        List<Integer> gone = new ArrayList<>();
        long lost = 0;
        for (int part = 0; part < ask.parts().size(); part++) {
            Displacement.Choice choice =
                    displacement.findAmong(
                            rows.racksOf(row), ask, ask.parts().get(part), spread, below - lost);
            if (choice.isNone()) {
                return new Trial(List.of(), 0);
            }
            choice.pieces().forEach(board::removeReplica);
            board.place(firstPiece + part, choice.rack());
            gone.addAll(choice.pieces());
            lost += choice.worth();
        }
        return new Trial(gone, lost);
    }
}
