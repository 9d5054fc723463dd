package io.gigafleet.bench.placement;

/** A scheduler while replicas come and go; nobody is given up for others. */
interface ChurnFleet {

    /** Finds a place for a replica at once; says whether there was one. */
    boolean arrive(int replica);

    /** Takes a replica away that has a place. */
    void leave(int replica);

    /** Accelerators moved to make room since the counting began. */
    long moved();

    /** The first fill is over: what is moved is counted from here on, and allowances begin anew. */
    void startCounting();

    /** What has a place now. */
    PlacedReplicas placed();
}
