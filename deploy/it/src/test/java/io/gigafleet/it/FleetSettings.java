package io.gigafleet.it;

/**
 * How a fleet of the tests is run.
 *
 * @param planeSpeed how much faster than real time soaks, SLAs and ramps run
 * @param agentSpeed how much faster stages go
 * @param requestsPerSecond of the source {@code conversation}
 * @param stageFaults what is wrong with racks that come in, as agents read it; empty: nothing
 */
record FleetSettings(
        double planeSpeed, double agentSpeed, double requestsPerSecond, String stageFaults) {

    static final FleetSettings REAL_TIME = new FleetSettings(1, 1, 20, "");

    String source() {
        return "conversation=rate:" + requestsPerSecond;
    }
}
