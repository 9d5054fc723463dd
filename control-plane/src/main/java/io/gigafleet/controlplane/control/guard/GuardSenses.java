package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.telemetry.DomainReading;
import io.gigafleet.controlplane.telemetry.Facility;
import io.gigafleet.controlplane.telemetry.LoopReading;
import io.gigafleet.controlplane.telemetry.RackColumns;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import java.util.List;

/** What was heard of racks and plant, as the guard sees it. */
interface GuardSenses {

    /**
     * The newest reading of every rack of a topology, beside what is committed on it; empty where
     * the plane doesn't listen for these racks yet.
     */
    RackSights racks(Topology topology, RackLoads loads);

    /** The newest readings of meters and CDUs. */
    PlantSights plant(Topology topology);

    /** What an ingest has heard. */
    static GuardSenses of(TelemetryIngest ingest) {
        return new GuardSenses() {
            @Override
            public RackSights racks(Topology topology, RackLoads loads) {
                return sights(HeardColumns.of(ingest, topology), loads);
            }

            @Override
            public PlantSights plant(Topology topology) {
                return sights(ingest.facility(), topology);
            }
        };
    }

    /** Readings and what is committed, side by side. */
    static RackSights sights(RackColumns heard, RackLoads loads) {
        return new RackSights(
                heard.heardAtMillis(),
                heard.drawWatts(),
                heard.dieDeciCelsius(),
                heard.memoryDeciCelsius(),
                heard.supplyMilliCelsius(),
                heard.returnMilliCelsius(),
                heard.flowMillilitersPerMinute(),
                heard.leakingTrays(),
                heard.rackLeak(),
                heard.unpowered(),
                loads.committedWatts(),
                loads.preemptibleWatts(),
                loads.ceilingWatts(),
                loads.safeCapWatts());
    }

    /** The plant by the topology's indexes. */
    static PlantSights sights(Facility facility, Topology topology) {
        List<DomainSight> domains =
                topology.domains().stream()
                        .map(
                                domain ->
                                        facility.domain(domain.name())
                                                .map(GuardSenses::sight)
                                                .orElse(DomainSight.UNMETERED))
                        .toList();
        List<LoopSight> loops =
                topology.loops().stream()
                        .map(
                                loop ->
                                        facility.loop(loop.name())
                                                .map(GuardSenses::sight)
                                                .orElse(LoopSight.UNHEARD))
                        .toList();
        return new PlantSights(domains, loops);
    }

    private static DomainSight sight(DomainReading meter) {
        return new DomainSight(
                meter.stamp().appendedAtMillis(), meter.watts(), !meter.feedPresent(), 0, 0);
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
}
