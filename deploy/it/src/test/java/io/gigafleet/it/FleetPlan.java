package io.gigafleet.it;

import java.util.List;

/** What a fleet of the tests is made of. */
interface FleetPlan {

    /** The site and the racks that stand in it from the beginning. */
    String manifests();

    /** Agent processes, by name. */
    List<String> agents();

    /** Coolant loops that an agent hosts. */
    List<String> loopsOf(String agent);
}
