package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.nodeagent.plant.Breaker;
import io.gigafleet.nodeagent.plant.CoolantLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The physical hall: racks, coolant loops, breakers, and what is wrong with them. Physics moves in
 * steps of a second. A rack or domain that trips stays dark for {@link #REPAIR_SECONDS}, and as
 * long as what broke it is broken; then somebody gives the power back.
 */
final class Hall {

    /** From a trip to the power's return: somebody has to come, look and close. */
    static final int REPAIR_SECONDS = 3_600;

    private final Topology topology;
    private final List<Mishap> mishaps;
    private final Tally tally;
    private final List<HallRack> racks = new ArrayList<>();
    private final List<CoolantLoop> loops = new ArrayList<>();
    private final double[] designSupplyCelsius;
    private final List<Breaker> breakers = new ArrayList<>();
    private final double[] domainWatts;
    private final List<List<Integer>> racksOfLoop = new ArrayList<>();
    private int second;

    Hall(Topology topology, List<Mishap> mishaps, Tally tally, long seed) {
        this.topology = topology;
        this.mishaps = List.copyOf(mishaps);
        this.tally = tally;
        domainWatts = new double[topology.domains().size()];
        designSupplyCelsius = new double[topology.loops().size()];
        topology.loops().forEach(loop -> racksOfLoop.add(new ArrayList<>()));
        topology.domains().forEach(domain -> breakers.add(new Breaker()));
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            RackSpot spot = topology.rack(rack);
            racks.add(new HallRack(spot.sku().spec(), seed * 1_000_003 + rack));
            racksOfLoop.get(spot.loop()).add(rack);
            designSupplyCelsius[spot.loop()] = spot.sku().spec().cooling().supplyCelsius();
        }
        for (int loop = 0; loop < designSupplyCelsius.length; loop++) {
            loops.add(
                    new CoolantLoop(
                            topology.loop(loop).name(),
                            topology.loop(loop).heatCapacityWatts(),
                            designSupplyCelsius[loop]));
        }
    }

    List<HallRack> racks() {
        return racks;
    }

    CoolantLoop loop(int loop) {
        return loops.get(loop);
    }

    /** What a domain's meter says. */
    double domainWatts(int domain) {
        return domainWatts[domain];
    }

    boolean isFeedLost(int domain) {
        for (Mishap mishap : mishaps) {
            if (mishap instanceof Mishap.FeedLost lost
                    && lost.isAt(second)
                    && lost.domain().equals(topology.domain(domain).name())) {
                return true;
            }
        }
        return false;
    }

    /** What a domain carries for ever as its feeds are now. */
    long carriedWatts(int domain) {
        return isFeedLost(domain)
                ? topology.domain(domain).failoverWatts()
                : topology.domain(domain).budgetWatts();
    }

    private int cduMendedAtSecond(int loop) {
        int mended = 0;
        for (Mishap mishap : mishaps) {
            if (mishap instanceof Mishap.CduLost lost && lost.loop() == loop && lost.isAt(second)) {
                mended = lost.untilSecond();
            }
        }
        return mended;
    }

    /** Moves a second. */
    void step() {
        for (int loop = 0; loop < loops.size(); loop++) {
            stepLoop(loop);
        }
        for (int rack = 0; rack < racks.size(); rack++) {
            HallRack one = racks.get(rack);
            if (one.isPowered() && one.physics().isOverheated()) {
                tally.thermalTrip();
                cut(rack);
            } else if (!one.isPowered() && second >= one.restoredAtSecond()) {
                one.restore();
            }
            one.noteSecond();
        }
        stepPower();
        second++;
    }

    private void stepLoop(int index) {
        CoolantLoop loop = loops.get(index);
        loop.designSupplyCelsius(designSupplyCelsius[index] + HotWeek.warmerKelvin(second));
        loop.heatCapacityWatts(
                cduMendedAtSecond(index) > 0
                        ? 0
                        : topology.loop(index).heatCapacityWatts() * HotWeek.capacityShare(second));
        double heatWatts = 0;
        double litersPerMinute = 0;
        double returnFlow = 0;
        for (int rack : racksOfLoop.get(index)) {
            HallPhysics physics = racks.get(rack).physics();
            physics.step(1, loop.supplyCelsius(), loop.pumpShare());
            heatWatts += physics.heatToLoopWatts();
            litersPerMinute += physics.litersPerMinute();
            returnFlow += physics.litersPerMinute() * physics.returnCelsius();
        }
        loop.step(1, heatWatts, litersPerMinute, returnFlow / litersPerMinute);
    }

    private void stepPower() {
        sumDraws();
        for (int domain = 0; domain < domainWatts.length; domain++) {
            if (breakers.get(domain).step(domainWatts[domain] / carriedWatts(domain), 1)) {
                breakers.get(domain).close();
                tally.breakerTrip(topology.domain(domain).name());
                for (int rack = 0; rack < racks.size(); rack++) {
                    if (topology.feeds(domain, rack)) {
                        cut(rack);
                    }
                }
            }
        }
    }

    private void sumDraws() {
        Arrays.fill(domainWatts, 0);
        for (int rack = 0; rack < racks.size(); rack++) {
            double watts = racks.get(rack).physics().rackWatts();
            for (int domain : topology.feedsOf(rack)) {
                domainWatts[domain] += watts;
            }
        }
    }

    /** Cuts a rack's power; somebody gives it back when its loop is well again. */
    void cut(int rack) {
        int mended = cduMendedAtSecond(topology.rack(rack).loop());
        tally.lost(racks.get(rack).cut(Math.max(second + REPAIR_SECONDS, mended)));
    }
}
