package io.gigafleet.bench.placement.baseline;

import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.PlacedReplicas;

/**
 * The loop of kube-scheduler on one thread: for each replica in order of arrival, filter the racks,
 * score those that fit, take the best, the first among equals.
 *
 * <p>Power, loops, rows and quotas are further filters here, which the original does not have. Its
 * queue, its API server and its sixteen threads are left out.
 */
public final class KubeLike implements Baseline {

    private final Looking looking;
    private final Scoring scoring;

    public KubeLike(Looking looking, Scoring scoring) {
        this.looking = looking;
        this.scoring = scoring;
    }

    @Override
    public PlacedReplicas place(Instance instance) {
        SiteBook book = new SiteBook(instance);
        FilterAndScore loop = new FilterAndScore(book, looking.enough(book.rackCount()), scoring);
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());
        for (int replica = 0; replica < placed.size(); replica++) {
            int deployment = instance.replicas().get(replica).deployment();
            placed.place(replica, loop.place(deployment, instance.deployments().get(deployment)));
        }
        return placed;
    }
}
