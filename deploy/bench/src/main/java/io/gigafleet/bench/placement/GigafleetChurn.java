package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Objective;
import io.gigafleet.controlplane.placement.dense.OneByOne;

/**
 * The control plane's search one replica at a time: into free room, else by moving others, of which
 * it moves no more than a share of what arrived.
 */
final class GigafleetChurn implements ChurnFleet {

    private final Instance instance;
    private final InstanceBoard columns;
    private final Board board;
    private final OneByOne search;
    private final double moveShare;
    private long arrived;
    private long moved;

    GigafleetChurn(Instance instance, double moveShare) {
        this.instance = instance;
        this.columns = new InstanceBoard(instance);
        this.board = columns.empty();
        this.search = new OneByOne(board, Objective.WEIGHTED);
        this.moveShare = moveShare;
    }

    @Override
    public boolean arrive(int replica) {
        arrived += instance.deploymentOf(replica).accelerators();
        int piece = columns.firstPiece(board, replica);
        if (search.allocate(piece)) {
            return true;
        }
        int mayMove = (int) Math.min(Integer.MAX_VALUE, (long) (moveShare * arrived) - moved);
        if (mayMove <= 0) {
            return false;
        }
        for (int movedPiece : search.placeByMoving(piece, any -> true, mayMove)) {
            moved += board.ask(board.askOf(movedPiece)).parts().getFirst().accelerators();
        }
        return board.rackOf(piece) != Board.NOWHERE;
    }

    @Override
    public void leave(int replica) {
        board.removeReplica(columns.firstPiece(board, replica));
    }

    @Override
    public long moved() {
        return moved;
    }

    @Override
    public void startCounting() {
        arrived = 0;
        moved = 0;
    }

    @Override
    public PlacedReplicas placed() {
        return columns.placed(board);
    }
}
