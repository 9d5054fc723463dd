package io.gigafleet.bench.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a week came to under one policy.
 *
 * @param throttledForPowerMinutes of working accelerators whose clock a cap kept down
 * @param throttledForHeatMinutes of working accelerators whose own heat kept their clock down
 * @param heldMinutes of accelerators whose replicas the guard suspended
 * @param darkMinutes of placed accelerators without power
 * @param placedMinutes of accelerators that replicas had
 * @param throttledShare throttled or held, of placed
 * @param peakRowShare of a row's budget
 * @param peakSiteShare of the site's budget
 * @param rowOverBudgetMinutes of rows that drew more than their budget
 * @param breakerTrips by power domain
 * @param guardTrips racks the guard cut off
 * @param tokensServed in and out
 * @param firstTokenInTime share of all interactive requests offered; what was rejected is late
 * @param batchWaiting batch requests still waiting at the end, as a share of those offered
 */
record PolicyResult(
        String policy,
        double oversubscription,
        double throttledForPowerMinutes,
        double throttledForHeatMinutes,
        double heldMinutes,
        double darkMinutes,
        double placedMinutes,
        double throttledShare,
        double peakRowWatts,
        double peakRowShare,
        double peakSiteShare,
        double rowOverBudgetMinutes,
        Map<String, Integer> breakerTrips,
        int thermalTrips,
        int guardTrips,
        double peakDieCelsius,
        double tokensOffered,
        double tokensServed,
        double firstTokenInTime,
        double batchWaiting,
        double energyMegawattHours,
        double tokensPerMegawattHour,
        int placements,
        int moves,
        int preemptions,
        double meanPlacedAccelerators,
        Map<String, Long> observedWatts,
        List<Tally.Point> points) {

    PolicyResult {
        breakerTrips = new TreeMap<>(breakerTrips);
        observedWatts = new TreeMap<>(observedWatts);
        points = List.copyOf(points);
    }

    int breakerTripCount() {
        return breakerTrips.values().stream().mapToInt(Integer::intValue).sum();
    }

    static PolicyResult of(Policy policy, Week week, WeekSimulation simulation) {
        Tally tally = simulation.tally();
        double offered = 0;
        double tokensOffered = 0;
        double tokensServed = 0;
        double inTime = 0;
        double batchOffered = 0;
        double batchWaiting = 0;
        for (int index = 0; index < simulation.services().size(); index++) {
            ServedService service = simulation.services().get(index);
            Tally.Requests requests = tally.requests(service);
            tokensServed += requests.tokensServed();
            tokensOffered += requests.offered() * service.curve().tokensPerRequest();
            if (service.isBatch()) {
                batchOffered += requests.offered();
                batchWaiting += simulation.traffic().waiting(index);
            } else {
                offered += requests.offered();
                inTime += requests.inTime();
            }
        }
        double throttled =
                tally.throttledForPowerMinutes()
                        + tally.throttledForHeatMinutes()
                        + tally.heldMinutes();
        return new PolicyResult(
                policy.words(),
                week.oversubscription(),
                tally.throttledForPowerMinutes(),
                tally.throttledForHeatMinutes(),
                tally.heldMinutes(),
                tally.darkMinutes(),
                tally.placedMinutes(),
                throttled / Math.max(1, tally.placedMinutes()),
                tally.peakRowWatts(),
                tally.peakRowShare(),
                tally.peakSiteShare(),
                tally.rowOverBudgetMinutes(),
                tally.breakerTrips(),
                tally.thermalTrips(),
                tally.guardTrips(),
                tally.peakDieCelsius(),
                tokensOffered,
                tokensServed,
                inTime / offered,
                batchWaiting / batchOffered,
                tally.energyMegawattHours(),
                tokensServed / tally.energyMegawattHours(),
                tally.placements(),
                tally.moves(),
                tally.preemptions(),
                tally.placedMinutes() * 60 / week.seconds(),
                simulation.observedWatts(),
                tally.points());
    }
}
