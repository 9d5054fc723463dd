package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.safety.GuardMemory;
import io.gigafleet.controlplane.safety.GuardOutcome;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.PlantSights;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.PowerCaps;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.nodeagent.plant.CoolantLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shows the guard the hall as telemetry would, and does at once what it says: caps, suspensions and
 * trips. The plane looks at each crossing; here it looks once a step, of ten seconds or one, which
 * is slower.
 */
final class GuardPost {

    /** Simulated time starts here, since 0 means never heard. */
    private static final long EPOCH_MILLIS = 1_800_000_000_000L;

    private static final int FEEDS = 2;

    private final Topology topology;
    private final Hall hall;
    private final Tally tally;
    private final Guard guard;
    private final RackSights racks;
    private final long[] capsWatts;
    private GuardMemory memory = GuardMemory.none();
    private GuardStanding standing;

    GuardPost(Topology topology, Hall hall, Tally tally, long seed) {
        this.topology = topology;
        this.hall = hall;
        this.tally = tally;
        guard = new Guard(seed);
        racks = RackSights.blank(topology.rackCount());
        capsWatts = new long[topology.rackCount()];
        standing = GuardStanding.calm(topology);
        long[] safeWatts = PowerCaps.safe(topology);
        System.arraycopy(safeWatts, 0, racks.safeCapWatts(), 0, safeWatts.length);
        for (int rack = 0; rack < safeWatts.length; rack++) {
            racks.ceilingWatts()[rack] = topology.rack(rack).peakWatts();
            racks.committedWatts()[rack] = topology.rack(rack).idleWatts();
        }
    }

    GuardStanding standing() {
        return standing;
    }

    /** Takes over what is committed on every rack. */
    void committed(List<Replica> replicas, Predicate<Replica> isPreemptible) {
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            racks.committedWatts()[rack] = topology.rack(rack).idleWatts();
            racks.preemptibleWatts()[rack] = 0;
        }
        for (Replica replica : replicas) {
            int rack = topology.rackNamed(replica.rack()).orElseThrow();
            racks.committedWatts()[rack] += replica.plannedWatts();
            racks.preemptibleWatts()[rack] +=
                    isPreemptible.test(replica) ? replica.plannedWatts() : 0;
        }
    }

    /** Takes a look and does what follows. */
    void look(int second) {
        long nowMillis = EPOCH_MILLIS + second * 1_000L;
        readRacks(nowMillis);
        GuardOutcome outcome =
                guard.look(
                        new GuardSight(
                                topology,
                                racks,
                                plant(nowMillis),
                                List.of(),
                                Modes.ALL_ACT,
                                nowMillis),
                        memory);
        memory = outcome.memory();
        standing = standing.after(outcome);
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            HallRack one = hall.racks().get(rack);
            long capWatts = outcome.capWatts()[rack];
            capsWatts[rack] = capWatts;
            one.physics().cap(capWatts > 0 ? capWatts : Double.POSITIVE_INFINITY);
            tally.lost(one.suspend(outcome.suspensions()[rack]));
            if (outcome.trips().get(rack) && one.isPowered()) {
                tally.guardTrip();
                hall.cut(rack);
            }
        }
    }

    private void readRacks(long nowMillis) {
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            HallRack one = hall.racks().get(rack);
            HallPhysics physics = one.physics();
            racks.heardAtMillis()[rack] = nowMillis;
            racks.drawWatts()[rack] = Math.round(physics.rackWatts());
            racks.dieDeciCelsius()[rack] = (int) Math.round(physics.hottestDieCelsius() * 10);
            racks.memoryDeciCelsius()[rack] = (int) Math.round(physics.hottestMemoryCelsius() * 10);
            racks.supplyMilliCelsius()[rack] = milli(physics.supplyCelsius());
            racks.returnMilliCelsius()[rack] = milli(physics.returnCelsius());
            racks.flowMillilitersPerMinute()[rack] = milli(physics.litersPerMinute());
            racks.capInForceWatts()[rack] = capsWatts[rack];
            racks.unpowered()[rack] = !one.isPowered();
        }
    }

    private PlantSights plant(long nowMillis) {
        List<DomainSight> domains = new ArrayList<>();
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            domains.add(
                    new DomainSight(
                            nowMillis,
                            Math.round(hall.domainWatts(domain)),
                            false,
                            FEEDS,
                            hall.isFeedLost(domain) ? FEEDS - 1 : FEEDS));
        }
        List<LoopSight> loops = new ArrayList<>();
        for (int index = 0; index < topology.loops().size(); index++) {
            CoolantLoop loop = hall.loop(index);
            loops.add(
                    new LoopSight(
                            nowMillis,
                            milli(loop.supplyCelsius()),
                            milli(loop.returnCelsius()),
                            Math.round(loop.heatWatts()),
                            Math.round(loop.heatCapacityWatts()),
                            1_000));
        }
        return new PlantSights(domains, loops);
    }

    private static int milli(double value) {
        return (int) Math.round(value * 1_000);
    }
}
