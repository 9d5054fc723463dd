package io.gigafleet.bench.placement;

import io.gigafleet.bench.placement.baseline.FilterAndScore;
import io.gigafleet.bench.placement.baseline.Scoring;
import io.gigafleet.bench.placement.baseline.SiteBook;
import java.util.List;

/** The kube-like loop over all racks, which never moves anything. */
final class RivalChurn implements ChurnFleet {

    private final Instance instance;
    private final SiteBook book;
    private final FilterAndScore loop;
    private final PlacedReplicas placed;

    RivalChurn(Instance instance, Scoring scoring) {
        this.instance = instance;
        this.book = new SiteBook(instance);
        this.loop = new FilterAndScore(book, book.rackCount(), scoring);
        this.placed = new PlacedReplicas(instance.replicas().size());
    }

    @Override
    public boolean arrive(int replica) {
        List<Integer> racks =
                loop.place(
                        instance.replicas().get(replica).deployment(),
                        instance.deploymentOf(replica));
        placed.place(replica, racks);
        return !racks.isEmpty();
    }

    @Override
    public void leave(int replica) {
        Deployment deployment = instance.deploymentOf(replica);
        List<Integer> racks = placed.racksOf(replica);
        racks.forEach(rack -> book.giveBack(rack, deployment));
        book.discount(
                instance.replicas().get(replica).deployment(),
                deployment,
                book.row(racks.getFirst()));
        placed.remove(replica);
    }

    @Override
    public long moved() {
        return 0;
    }

    @Override
    public void startCounting() {
        // it moves nothing
    }

    @Override
    public PlacedReplicas placed() {
        return placed;
    }
}
