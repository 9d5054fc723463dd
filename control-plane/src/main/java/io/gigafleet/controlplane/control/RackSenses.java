package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.telemetry.LivenessReport;
import io.gigafleet.controlplane.telemetry.RackCondition;
import io.gigafleet.controlplane.telemetry.RackLimits;
import io.gigafleet.controlplane.telemetry.RackRegistry;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.LeakState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns what was heard of the racks into what decisions see. */
final class RackSenses {

    private RackSenses() {}

    /** The racks that telemetry may speak of, and what their readings can be. */
    static RackRegistry registry(Topology topology) {
        List<RackRegistry.KnownRack> racks = new ArrayList<>();
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            RackSpot spot = topology.rack(rack);
            Sku.Power power = spot.sku().spec().power();
            racks.add(
                    new RackRegistry.KnownRack(
                            spot.name(),
                            new RackLimits(
                                    spot.accelerators(),
                                    power.peakWatts(),
                                    power.acceleratorPeakWatts()),
                            Arrays.stream(topology.feedsOf(rack)).boxed().toList(),
                            spot.loop()));
        }
        return new RackRegistry(
                racks,
                topology.domains().stream().map(PowerDomain::name).toList(),
                topology.loops().stream().map(CoolantLoop::name).toList());
    }

    /** One view per rack of the topology. */
    static List<RackView> views(Specs specs, LivenessReport liveness, TelemetryIngest ingest) {
        List<RackView> views = new ArrayList<>();
        for (int rack = 0; rack < specs.topology().rackCount(); rack++) {
            String name = specs.topology().rack(rack).name();
            Specs.RackOrders orders = specs.orders().get(rack);
            Optional<RackCondition> condition = liveness.of(name);
            views.add(
                    new RackView(
                            condition.map(RackCondition::condition).orElse(Condition.STALE),
                            condition.map(RackCondition::reason).orElse("not looked at yet"),
                            orders.cordoned(),
                            orders.draining(),
                            orders.capWatts(),
                            ingest.fleet().leak(name).flatMap(RackSenses::alarm),
                            untouched(specs, rack),
                            ingest.fleet().deadAccelerators(name)));
        }
        return views;
    }

    /** Where a rack stands before any rollout has touched it. */
    private static Standing untouched(Specs specs, int rack) {
        return specs.identities().get(rack).isInServiceAtOnce()
                ? Standing.inService(specs.topology().rack(rack))
                : Standing.at(RackStage.PLANNED, 0);
    }

    private static Optional<String> alarm(LeakState leak) {
        return switch (leak) {
            case LEAK_STATE_TRAY, LEAK_STATE_RACK -> Optional.of("leak detected (" + leak + ")");
            case LEAK_STATE_DRY, LEAK_STATE_SENSOR_FAULT, LEAK_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    Optional.empty();
        };
    }

    /** What was seen of every rack, to be shown and written. */
    static List<RackSeen> seen(Specs specs, LivenessReport liveness, TelemetryIngest ingest) {
        List<RackSeen> seen = new ArrayList<>();
        for (RackSpot rack : specs.topology().racks()) {
            Optional<RackReport> report = ingest.statuses().report(rack.name());
            liveness.of(rack.name()).ifPresent(condition -> seen.add(seen(condition, report)));
        }
        return seen;
    }

    private static RackSeen seen(RackCondition condition, Optional<RackReport> report) {
        return new RackSeen(
                condition.rackId(),
                condition.condition(),
                condition.reason(),
                condition.sinceMillis(),
                report.map(RackReport::agentId).orElse(""),
                report.map(status -> status.observed().epoch()).orElse(0L),
                report.map(status -> status.observed().generation()).orElse(0L),
                report.map(RackReport::refusal).orElse(""),
                report.flatMap(RackReport::trip)
                        .map(trip -> trip.tripId() + " " + trip.cause() + ": " + trip.detail())
                        .orElse(""));
    }
}
