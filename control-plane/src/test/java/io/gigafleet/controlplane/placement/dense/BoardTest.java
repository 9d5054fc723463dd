package io.gigafleet.controlplane.placement.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final int SEEDS = 300;

    /** Places pieces that stand nowhere and takes away some that stand, whatever fits. */
    private static void stir(Board board, Random random, int operations) {
        for (int at = 0; at < operations; at++) {
            int piece = random.nextInt(board.pieceCount());
            int rack = random.nextInt(board.site().rackCount());
            if (board.rackOf(piece) != Board.NOWHERE) {
                board.remove(piece);
            } else if (board.free(rack) >= board.acceleratorsOf(piece)) {
                board.place(piece, rack);
            }
        }
    }

    @Test
    void undoGivesTheSameStateAfterAnythingThatWasDone() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Board board = RandomBoard.of(random);
            stir(board, random, 30);
            board.settle();
            List<Long> before = RandomBoard.state(board);
            int mark = board.mark();
            stir(board, random, 60);
            board.undo(mark);
            assertThat(RandomBoard.state(board)).as("seed " + seed).isEqualTo(before);
        }
    }

    @Test
    void undoToAnInnerMarkKeepsWhatWasDoneBeforeIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Board board = RandomBoard.of(random);
            stir(board, random, 20);
            int inner = board.mark();
            List<Long> between = RandomBoard.state(board);
            stir(board, random, 20);
            board.undo(inner);
            assertThat(RandomBoard.state(board)).as("seed " + seed).isEqualTo(between);
            board.undo(0);
            assertThat(board.quotas().heldBy(0) + board.quotas().heldBy(1))
                    .as("seed " + seed)
                    .isZero();
        }
    }

    @Test
    void closedRackIsInNoSearch() {
        Board board = RandomBoard.of(3);
        for (int rack = 0; rack < board.site().rackCount(); rack++) {
            board.close(rack);
        }
        RandomBoard.fill(board);
        for (int piece = 0; piece < board.pieceCount(); piece++) {
            assertThat(board.rackOf(piece)).isEqualTo(Board.NOWHERE);
        }
    }

    @Test
    void rackKeptForATenantTakesNoOthers() {
        Board board = RandomBoard.of(3);
        board.keepFor(1, 0);
        for (Ask ask : board.asks()) {
            if (ask.tenant() == 0) {
                assertThat(board.sharesWell(0, ask)).isFalse();
            } else {
                assertThat(board.sharesWell(0, ask)).isTrue();
            }
        }
    }
}
