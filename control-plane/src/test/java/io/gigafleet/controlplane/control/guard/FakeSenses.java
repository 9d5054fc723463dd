package io.gigafleet.controlplane.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.RackSights;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Racks as a test wants them heard; a plant without meters. */
final class FakeSenses implements GuardSenses {

    private static final long DRAW_WATTS = 80_000;
    private static final int DIE_DECI_CELSIUS = 600;

    final long[] drawWatts;
    final boolean[] unpowered;
    final int[] leakingTrays;

    /** So many, the first ones, are heard now; the others never. */
    volatile int heard;

    private final LongSupplier clock;

    FakeSenses(int racks, LongSupplier clock) {
        this.clock = clock;
        drawWatts = new long[racks];
        Arrays.fill(drawWatts, DRAW_WATTS);
        unpowered = new boolean[racks];
        leakingTrays = new int[racks];
        heard = racks;
    }

    @Override
    public RackSights racks(Topology topology, RackLoads loads) {
        RackSights blank = RackSights.blank(drawWatts.length);
        long[] heardAtMillis = new long[drawWatts.length];
        Arrays.fill(heardAtMillis, 0, heard, clock.getAsLong());
        int[] die = new int[drawWatts.length];
        Arrays.fill(die, DIE_DECI_CELSIUS);
        return new RackSights(
                heardAtMillis,
                drawWatts.clone(),
                die,
                die,
                blank.supplyMilliCelsius(),
                blank.returnMilliCelsius(),
                blank.flowMillilitersPerMinute(),
                blank.capInForceWatts(),
                leakingTrays.clone(),
                blank.rackLeak(),
                blank.leakSensorFault(),
                unpowered.clone(),
                loads.committedWatts(),
                loads.preemptibleWatts(),
                loads.ceilingWatts(),
                loads.safeCapWatts());
    }

    @Override
    public PlantSights plant(Topology topology) {
        return new PlantSights(
                topology.domains().stream().map(domain -> DomainSight.UNMETERED).toList(),
                topology.loops().stream().map(loop -> LoopSight.UNHEARD).toList());
    }

    @Override
    public void watch(Topology topology, long[] budgetWatts) {
        assertThat(budgetWatts).hasSize(topology.domains().size());
    }
}
