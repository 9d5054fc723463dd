package io.gigafleet.bench.placement.baseline;

import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.PlacedReplicas;

/** A scheduler to compare with. */
public interface Baseline {

    /** Places the replicas of an instance, in the order of arrival unless it has its own. */
    PlacedReplicas place(Instance instance);
}
