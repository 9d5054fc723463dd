package io.gigafleet.bench.placement;

/** How the replicas of an instance come to the scheduler. */
enum Order {
    /** All at once. */
    BATCH,
    /** One after the other, each decided before the next; later ones may take the place of less. */
    ONLINE
}
