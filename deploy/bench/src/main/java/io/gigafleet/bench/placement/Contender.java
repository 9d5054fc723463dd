package io.gigafleet.bench.placement;

import java.util.Optional;
import java.util.function.Supplier;

/** A scheduler in a race. */
interface Contender {

    /** Gets an instance into the form this scheduler takes. Not timed. */
    Start prepare(Instance instance);

    /** What its times include, in words. */
    String timed();

    /** At the start line. */
    @FunctionalInterface
    interface Start {
        /** Decides everything from nothing. Timed. */
        Finish run();
    }

    /**
     * What came out.
     *
     * @param placed the plan in the form to check it in; making it is not timed
     * @param preemptions replicas that were placed and given up again
     * @param explained replicas without a place that have a reason
     * @param ownClock present if this process cannot measure it
     */
    record Finish(
            Supplier<PlacedReplicas> placed,
            int preemptions,
            int explained,
            Optional<OwnClock> ownClock) {
        Finish(Supplier<PlacedReplicas> placed, int preemptions, int explained) {
            this(placed, preemptions, explained, Optional.empty());
        }
    }

    /** What a scheduler in another process measured there, without that process's start. */
    record OwnClock(double millis, double cpuSeconds) {}
}
