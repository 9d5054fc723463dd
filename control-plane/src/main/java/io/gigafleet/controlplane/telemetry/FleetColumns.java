package io.gigafleet.controlplane.telemetry;

/**
 * The newest readings as columns, the sums of their draws over each power domain, and what crossed
 * a limit by the newest of them. Whoever calls holds the ingest's lock.
 */
final class FleetColumns {

    private final CrossingWatch watch;
    private LiveColumns columns = new LiveColumns(RackRegistry.EMPTY.rackIds());
    private int[][] domainsOfRack = new int[0][];
    private long[] domainWatts = new long[0];

    FleetColumns(CrossingWatch watch) {
        this.watch = watch;
    }

    /** Goes on with other racks; what is known of those that stay is kept. */
    void useRegistry(RackRegistry oldRegistry, RackRegistry newRegistry) {
        LiveColumns before = columns;
        columns = new LiveColumns(newRegistry.rackIds());
        domainsOfRack = new int[newRegistry.size()][];
        domainWatts = new long[newRegistry.domains().size()];
        for (int rack = 0; rack < newRegistry.size(); rack++) {
            RackRegistry.KnownRack known = newRegistry.rack(rack);
            domainsOfRack[rack] = known.domains().stream().mapToInt(Integer::intValue).toArray();
            int old = oldRegistry.indexOf(known.rackId()).orElse(-1);
            if (old >= 0) {
                columns.takeOver(rack, before, old);
            }
            for (int domain : domainsOfRack[rack]) {
                domainWatts[domain] += columns.drawWatts(rack);
            }
        }
    }

    /** Takes in a rack's newest record; returns whether it crosses something. */
    boolean write(int rack, RackTelemetryDecoder record, long appendedAtMillis) {
        long wattsBefore = columns.drawWatts(rack);
        int dieBefore = columns.dieDeciCelsius(rack);
        int memoryBefore = columns.memoryDeciCelsius(rack);
        int alarmsBefore = columns.alarms(rack);
        int leaksBefore = columns.leaks(rack);
        columns.write(rack, record, appendedAtMillis);
        CrossingLimits limits = watch.limitsFor(domainsOfRack.length, domainWatts.length);
        boolean crossed =
                (columns.alarms(rack) & ~alarmsBefore) != 0 || columns.leaks(rack) > leaksBefore;
        if (limits.dieDeciCelsius().length > 0) {
            crossed |=
                    crosses(dieBefore, columns.dieDeciCelsius(rack), limits.dieDeciCelsius()[rack])
                            || crosses(
                                    memoryBefore,
                                    columns.memoryDeciCelsius(rack),
                                    limits.memoryDeciCelsius()[rack]);
        }
        return addToDomains(rack, columns.drawWatts(rack) - wattsBefore, limits) || crossed;
    }

    private boolean addToDomains(int rack, long moreWatts, CrossingLimits limits) {
        boolean crossed = false;
        for (int domain : domainsOfRack[rack]) {
            long before = domainWatts[domain];
            domainWatts[domain] = before + moreWatts;
            crossed |=
                    limits.domainWatts().length > 0
                            && crosses(before, before + moreWatts, limits.domainWatts()[domain]);
        }
        return crossed;
    }

    private static boolean crosses(long before, long now, long limit) {
        return before < limit && now >= limit;
    }

    /** A copy of all columns, at one moment; the watcher is told again of what crosses after it. */
    RackColumns copy() {
        watch.looked();
        return columns.copy();
    }

    /** The sum of the newest draws below each power domain, by the registry's order. */
    long[] domainWatts() {
        return domainWatts.clone();
    }
}
