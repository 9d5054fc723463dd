package io.gigafleet.controlplane.telemetry;

/**
 * What the newest draws of the racks add up to below each power domain, kept with each record.
 * Whoever calls holds the ingest's lock.
 */
final class DomainSums {

    private int[][] domainsOfRack = new int[0][];
    private long[] watts = new long[0];

    /** Goes on with the domains of another registry, at nothing. */
    void useRegistry(RackRegistry registry) {
        domainsOfRack = new int[registry.size()][];
        watts = new long[registry.domains().size()];
        for (int rack = 0; rack < registry.size(); rack++) {
            domainsOfRack[rack] =
                    registry.rack(rack).domains().stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /**
     * A rack draws more, or less.
     *
     * @param limitWatts of each domain; empty: there are none
     * @return whether some domain reaches its limit by that
     */
    boolean add(int rack, long moreWatts, long[] limitWatts) {
        boolean reached = false;
        for (int domain : domainsOfRack[rack]) {
            long before = watts[domain];
            watts[domain] = before + moreWatts;
            reached |=
                    limitWatts.length > 0
                            && before < limitWatts[domain]
                            && before + moreWatts >= limitWatts[domain];
        }
        return reached;
    }

    int[] domainsOf(int rack) {
        return domainsOfRack[rack];
    }

    long watts(int domain) {
        return watts[domain];
    }

    long[] copy() {
        return watts.clone();
    }
}
