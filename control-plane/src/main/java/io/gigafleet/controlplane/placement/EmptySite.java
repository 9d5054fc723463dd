package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * What the limits of a site would leave if every rack were at idle: what no waiting gets beyond.
 */
final class EmptySite {

    private final Topology topology;
    private final long[] domainLeft;
    private final long[] loopLeft;

    EmptySite(Topology topology) {
        this.topology = topology;
        this.domainLeft = new long[topology.domains().size()];
        this.loopLeft = new long[topology.loops().size()];
        for (int domain = 0; domain < domainLeft.length; domain++) {
            domainLeft[domain] = topology.domain(domain).budgetWatts();
        }
        for (int loop = 0; loop < loopLeft.length; loop++) {
            loopLeft[loop] = topology.loop(loop).heatCapacityWatts();
        }
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            RackSpot spot = topology.rack(rack);
            loopLeft[spot.loop()] -= spot.heatOf(spot.idleWatts());
            for (int domain : topology.feedsOf(rack)) {
                domainLeft[domain] -= spot.idleWatts();
            }
        }
    }

    /** Why no rack of some could even then carry its watts; nothing if one could. */
    Optional<Reason> lackEverywhere(IntPredicate some, IntToLongFunction wattsOn) {
        Optional<Reason> first = Optional.empty();
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            if (some.test(rack)) {
                Optional<Reason> lack = lack(rack, wattsOn.applyAsLong(rack));
                if (lack.isEmpty()) {
                    return lack;
                }
                first = first.isEmpty() ? lack : first;
            }
        }
        return first;
    }

    /** Why a rack could not even then carry so many watts above its idle power. */
    Optional<Reason> lack(int rack, long watts) {
        RackSpot spot = topology.rack(rack);
        if (watts > spot.peakWatts() + spot.accelerators() - spot.idleWatts()) {
            return Optional.of(
                    new Reason.NeverFits(
                            "a rack of SKU " + spot.sku().name(),
                            watts,
                            spot.peakWatts() - spot.idleWatts(),
                            "W"));
        }
        for (int domain : topology.feedsOf(rack)) {
            if (watts > domainLeft[domain]) {
                return Optional.of(
                        new Reason.NeverFits(
                                topology.domain(domain).name(),
                                watts,
                                Math.max(0, domainLeft[domain]),
                                "W"));
            }
        }
        long heat = spot.heatOf(spot.idleWatts() + watts) - spot.heatOf(spot.idleWatts());
        return heat > loopLeft[spot.loop()]
                ? Optional.of(
                        new Reason.NeverFits(
                                topology.loop(spot.loop()).name(),
                                heat,
                                Math.max(0, loopLeft[spot.loop()]),
                                "W of heat"))
                : Optional.empty();
    }
}
