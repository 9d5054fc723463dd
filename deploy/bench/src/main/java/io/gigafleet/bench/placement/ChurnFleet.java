package io.gigafleet.bench.placement;

/** A scheduler while replicas come and go; nobody is given up for others. */
interface ChurnFleet {

    /** Finds a place for a replica at once; says whether there was one. */
    boolean arrive(int replica);

    /** Takes a replica away that has a place. */
    void leave(int replica);

    /** Accelerators moved so far to make room. */
    long moved();

    /** What has a place now. */
    PlacedReplicas placed();
}
