package io.gigafleet.controlplane.placement.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What consolidation and displacement leave on full random boards. */
class MovesAndVictimsTest {

    private static final int SEEDS = 300;

    private static void holds(Board board, String seed) {
        for (int rack = 0; rack < board.site().rackCount(); rack++) {
            assertThat(board.headroom().isWithinLimits(rack)).as(seed).isTrue();
        }
        for (int tenant = 0; tenant < board.quotas().tenants(); tenant++) {
            assertThat(board.quotas().left(tenant)).as(seed).isNotNegative();
        }
    }

    @Test
    void moversAllStandElsewhereAndFewerMoveThanComeIn() {
        int made = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Board board = RandomBoard.of(seed);
            RandomBoard.fill(board);
            OneByOne oneByOne = new OneByOne(board, Objective.WEIGHTED);
            for (Ask ask : board.asks()) {
                int piece = board.firstPiece(ask.index() + 1) - ask.parts().size();
                if (!ask.isSimple() || board.rackOf(piece) != Board.NOWHERE) {
                    continue;
                }
                int[] before = racks(board);
                List<Long> state = RandomBoard.state(board);
                List<Integer> moved = oneByOne.placeByMoving(piece, some -> true, 1_000);
                if (moved.isEmpty()) {
                    assertThat(RandomBoard.state(board)).as("seed " + seed).isEqualTo(state);
                    continue;
                }
                made++;
                int sum = 0;
                for (int mover : moved) {
                    assertThat(board.rackOf(mover))
                            .as("seed " + seed)
                            .isNotEqualTo(Board.NOWHERE)
                            .isNotEqualTo(before[mover]);
                    sum += board.acceleratorsOf(mover);
                }
                assertThat(sum).as("seed " + seed).isLessThan(ask.accelerators());
                holds(board, "seed " + seed);
                board.settle();
            }
        }
        assertThat(made).isGreaterThan(10);
    }

    private static int[] racks(Board board) {
        int[] racks = new int[board.pieceCount()];
        for (int piece = 0; piece < racks.length; piece++) {
            racks[piece] = board.rackOf(piece);
        }
        return racks;
    }

    @Test
    void victimsGoWholeAndAreWorthLessThanWhoComes() {
        int made = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Board board = RandomBoard.of(seed);
            RandomBoard.fill(board);
            OneByOne oneByOne = new OneByOne(board, Objective.WEIGHTED);
            for (Ask ask : board.asks()) {
                int parts = ask.parts().size();
                int piece = board.firstPiece(ask.index() + 1) - parts;
                if (board.rackOf(piece) != Board.NOWHERE) {
                    continue;
                }
                int mark = board.mark();
                List<Long> state = RandomBoard.state(board);
                List<Integer> gone = oneByOne.displace(piece, ask.weight());
                if (gone.isEmpty()) {
                    board.undo(mark);
                    assertThat(RandomBoard.state(board)).as("seed " + seed).isEqualTo(state);
                    continue;
                }
                made++;
                assertThat(new HashSet<>(gone)).as("seed " + seed).hasSameSizeAs(gone);
                long given = 0;
                for (int victim : gone) {
                    Ask other = board.ask(board.askOf(victim));
                    given += other.weight();
                    assertThat(other.preemptible()).as("seed " + seed).isTrue();
                    for (int part = 0; part < other.parts().size(); part++) {
                        assertThat(board.rackOf(victim + part))
                                .as("seed " + seed)
                                .isEqualTo(Board.NOWHERE);
                    }
                }
                assertThat(given).as("seed " + seed).isLessThan(ask.weight());
                for (int part = 0; part < parts; part++) {
                    assertThat(board.site().row(board.rackOf(piece + part)))
                            .as("seed " + seed)
                            .isEqualTo(board.site().row(board.rackOf(piece)));
                }
                holds(board, "seed " + seed);
                board.settle();
            }
        }
        assertThat(made).isGreaterThan(50);
    }
}
