package io.gigafleet.bench.whole;

import java.util.Map;
import java.util.TreeMap;

/**
 * One minute of the fleet.
 *
 * @param minute from 1
 * @param leastFresh fewest racks that were FRESH at any look
 * @param leastServing fewest replicas that served at any look
 * @param mostLagRecords most records that waited at the broker for the plane at any look
 * @param tokensPerSecond at its end
 * @param cpuCores by process: cores' worth of CPU over the minute
 * @param residentMegabytes by process, at its end
 */
record Minute(
        int minute,
        int leastFresh,
        int leastServing,
        long mostLagRecords,
        double tokensPerSecond,
        Map<String, Double> cpuCores,
        Map<String, Long> residentMegabytes) {

    Minute {
        cpuCores = new TreeMap<>(cpuCores);
        residentMegabytes = new TreeMap<>(residentMegabytes);
    }

    double allCores() {
        return cpuCores.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    long allMegabytes() {
        return residentMegabytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
