package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One look of the guard: a site of GB300 racks in rows of 16, halls of 64 rows and loops of nine,
 * every domain and loop metered, every reading newer than the last look's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GuardKernel {

    private static final int RACKS_PER_ROW = 16;
    private static final int ROWS_PER_HALL = 64;
    private static final int RACKS_PER_LOOP = 9;
    private static final long BUDGET_PER_RACK_WATTS = 112_000;
    private static final long CALM_WATTS = 90_000;
    private static final long HIGH_WATTS = 125_000;
    private static final long BEGIN_MILLIS = 1_000_000;

    @Param("7000")
    private int racks = 7_000;

    private final Guard guard = new Guard(1);
    private GuardSight calm = sight(topology(1), BEGIN_MILLIS);
    private GuardSight rowInTrouble = calm;
    private GuardSight siteInTrouble = calm;
    private GuardMemory memory = GuardMemory.none();

    private static Topology topology(int racks) {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
        List<PowerDomain> domains = new ArrayList<>();
        domains.add(
                new PowerDomain(
                        "site", DomainKind.SITE, PowerDomain.ROOT, racks * BUDGET_PER_RACK_WATTS));
        List<CoolantLoop> loops = new ArrayList<>();
        List<RackSpot> spots = new ArrayList<>();
        int hall = 0;
        int row = 0;
        for (int rack = 0; rack < racks; rack++) {
            if (rack % (RACKS_PER_ROW * ROWS_PER_HALL) == 0) {
                hall = domains.size();
                domains.add(domain("hall-" + hall, DomainKind.HALL, 0, ROWS_PER_HALL));
            }
            if (rack % RACKS_PER_ROW == 0) {
                row = domains.size();
                domains.add(domain("row-" + row, DomainKind.ROW, hall, 1));
            }
            if (rack % RACKS_PER_LOOP == 0) {
                loops.add(new CoolantLoop("loop-" + loops.size(), 1_350_000));
            }
            spots.add(
                    new RackSpot(
                            "r" + rack, sku, "hall-" + hall, "row-" + row, row, loops.size() - 1));
        }
        return new Topology(domains, loops, spots);
    }

    private static PowerDomain domain(String name, DomainKind kind, int parent, int rows) {
        return new PowerDomain(name, kind, parent, rows * RACKS_PER_ROW * BUDGET_PER_RACK_WATTS);
    }

    private static GuardSight sight(Topology topology, long nowMillis) {
        int racks = topology.rackCount();
        RackSights sights = RackSights.blank(racks);
        for (int rack = 0; rack < racks; rack++) {
            sights.heardAtMillis()[rack] = nowMillis;
            sights.drawWatts()[rack] = CALM_WATTS;
            sights.dieDeciCelsius()[rack] = 600;
            sights.memoryDeciCelsius()[rack] = 640;
            sights.supplyMilliCelsius()[rack] = 40_000;
            sights.capInForceWatts()[rack] = topology.rack(rack).peakWatts();
            sights.committedWatts()[rack] = 110_000;
            sights.preemptibleWatts()[rack] = 20_000;
            sights.ceilingWatts()[rack] = topology.rack(rack).peakWatts();
            sights.safeCapWatts()[rack] = BUDGET_PER_RACK_WATTS;
        }
        long[] domainWatts = new long[topology.domains().size()];
        long[] loopWatts = new long[topology.loops().size()];
        for (int rack = 0; rack < racks; rack++) {
            for (int domain : topology.feedsOf(rack)) {
                domainWatts[domain] += CALM_WATTS;
            }
            loopWatts[topology.rack(rack).loop()] += topology.rack(rack).heatOf(CALM_WATTS);
        }
        List<DomainSight> domains = new ArrayList<>();
        for (long watts : domainWatts) {
            domains.add(new DomainSight(nowMillis, watts, false, 2, 2));
        }
        List<LoopSight> loops = new ArrayList<>();
        for (long watts : loopWatts) {
            loops.add(new LoopSight(nowMillis, 40_000, 50_000, watts, 1_350_000, 1_000));
        }
        return new GuardSight(
                topology,
                sights,
                new PlantSights(domains, loops),
                List.of(),
                Modes.ALL_ACT,
                nowMillis);
    }

    /** What is remembered is of the looks before; so every look measured decides the same anew. */
    @Setup
    public void remember() {
        Topology topology = topology(racks);
        memory = GuardMemory.none();
        for (int second = 0; second < 10; second++) {
            memory = guard.look(sight(topology, BEGIN_MILLIS + second * 1_000L), memory).memory();
        }
        long nowMillis = BEGIN_MILLIS + 10_000;
        calm = sight(topology, nowMillis);
        rowInTrouble = sight(topology, nowMillis);
        siteInTrouble = sight(topology, nowMillis);
        for (int rack = 0; rack < racks; rack++) {
            siteInTrouble.racks().drawWatts()[rack] = HIGH_WATTS;
            if (rack < RACKS_PER_ROW) {
                rowInTrouble.racks().drawWatts()[rack] = HIGH_WATTS;
            }
        }
    }

    /** Nothing is near its limits. */
    @Benchmark
    public GuardOutcome calm() {
        return guard.look(calm, memory);
    }

    /** One row is over its budget and is cut. */
    @Benchmark
    public GuardOutcome rowInTrouble() {
        return guard.look(rowInTrouble, memory);
    }

    /** Every row, every hall and the site are over their budgets, and every rack is cut. */
    @Benchmark
    public GuardOutcome siteInTrouble() {
        return guard.look(siteInTrouble, memory);
    }
}
