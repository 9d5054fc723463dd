package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.OneByOne;

/**
 * The control plane's search, one arrival at a time: into free room, else in place of others that
 * are worth less, which then look for another place.
 */
record OnlineGigafleet(Objective objective) implements Contender {

    @Override
    public Start prepare(Instance instance) {
        InstanceBoard columns = new InstanceBoard(instance);
        return () -> {
            Board board = columns.empty();
            OneByOne search = new OneByOne(board, objective.ofScheduler());
            int preemptions = 0;
            for (int replica = 0; replica < instance.replicas().size(); replica++) {
                preemptions += search.placeOrPreempt(columns.firstPiece(board, replica)).size();
            }
            return new Finish(() -> columns.placed(board), preemptions, 0);
        };
    }
}
