package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.telemetry.CrossingLimits;
import io.gigafleet.controlplane.telemetry.DomainReading;
import io.gigafleet.controlplane.telemetry.Facility;
import io.gigafleet.controlplane.telemetry.LoopReading;
import io.gigafleet.controlplane.telemetry.RackColumns;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.RackAlarm;
import java.util.Arrays;

/** The guard's senses in the running plane: what the ingest has heard. One thread uses them. */
final class IngestSenses implements GuardSenses {

    /** A draw at this share of its budget is cut: DESIGN 7, the upper band. */
    private static final int CAP_PERMILLE = 990;

    private static final int PERMILLE = 1_000;

    /** A look is asked for this far below the limit of a die or memory. */
    private static final int MARGIN_DECI_KELVIN = 30;

    private static final int DECI = 10;

    private final TelemetryIngest ingest;
    private final Runnable onCrossing;
    private final HeardColumns columns = new HeardColumns();
    private Topology watched = Topology.EMPTY;
    private long[] watchedBudgetWatts = {};

    /**
     * Senses that hear nothing yet.
     *
     * @param onCrossing asks for a look; it must not block
     */
    IngestSenses(TelemetryIngest ingest, Runnable onCrossing) {
        this.ingest = ingest;
        this.onCrossing = onCrossing;
    }

    @Override
    public RackSights racks(Topology topology, RackLoads loads) {
        RackColumns heard = columns.inOrder(ingest.columns(), topology);
        return new RackSights(
                heard.heardAtMillis(),
                heard.drawWatts(),
                heard.dieDeciCelsius(),
                heard.memoryDeciCelsius(),
                heard.supplyMilliCelsius(),
                heard.returnMilliCelsius(),
                heard.flowMillilitersPerMinute(),
                heard.capWatts(),
                heard.leakingTrays(),
                heard.rackLeak(),
                withAlarm(heard, RackAlarm.RACK_ALARM_SENSOR),
                heard.unpowered(),
                loads.committedWatts(),
                loads.preemptibleWatts(),
                loads.ceilingWatts(),
                loads.safeCapWatts());
    }

    private static boolean[] withAlarm(RackColumns heard, RackAlarm alarm) {
        boolean[] standing = new boolean[heard.size()];
        for (int rack = 0; rack < standing.length; rack++) {
            standing[rack] = heard.hasAlarm(rack, alarm);
        }
        return standing;
    }

    @Override
    public PlantSights plant(Topology topology) {
        Facility facility = ingest.facility();
        return new PlantSights(
                topology.domains().stream()
                        .map(
                                domain ->
                                        facility.domain(domain.name())
                                                .map(IngestSenses::sight)
                                                .orElse(DomainSight.UNMETERED))
                        .toList(),
                topology.loops().stream()
                        .map(
                                loop ->
                                        facility.loop(loop.name())
                                                .map(IngestSenses::sight)
                                                .orElse(LoopSight.UNHEARD))
                        .toList());
    }

    private static DomainSight sight(DomainReading meter) {
        return new DomainSight(
                meter.stamp().appendedAtMillis(),
                meter.watts(),
                meter.isDark(),
                meter.feeds(),
                meter.feedsPresent());
    }

    private static LoopSight sight(LoopReading cdu) {
        return new LoopSight(
                cdu.stamp().appendedAtMillis(),
                cdu.supplyMilliCelsius(),
                cdu.returnMilliCelsius(),
                cdu.heatWatts(),
                cdu.heatCapacityWatts(),
                cdu.pumpPermille());
    }

    @Override
    public void watch(Topology topology, long[] budgetWatts) {
        if (topology == watched && Arrays.equals(budgetWatts, watchedBudgetWatts)) {
            return;
        }
        watched = topology;
        watchedBudgetWatts = budgetWatts.clone();
        int[] die = new int[topology.rackCount()];
        int[] memory = new int[topology.rackCount()];
        for (int rack = 0; rack < die.length; rack++) {
            Sku.Limits limits = topology.rack(rack).sku().spec().limits();
            die[rack] = (int) (limits.slowdownCelsius() * DECI) - MARGIN_DECI_KELVIN;
            memory[rack] = (int) (limits.memoryCelsius() * DECI) - MARGIN_DECI_KELVIN;
        }
        long[] domains =
                Arrays.stream(budgetWatts).map(watts -> watts * CAP_PERMILLE / PERMILLE).toArray();
        ingest.watch(new CrossingLimits(domains, die, memory), onCrossing);
    }
}
