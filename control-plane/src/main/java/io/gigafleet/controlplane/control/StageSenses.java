package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.RackEvidence;
import io.gigafleet.controlplane.rollout.RackEvidence.Alarm;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RackSigns;
import io.gigafleet.controlplane.rollout.Sample;
import io.gigafleet.controlplane.rollout.Samples;
import io.gigafleet.controlplane.telemetry.LiveRack;
import io.gigafleet.controlplane.telemetry.RackReading;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.Stamp;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.TripCause;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects, for racks on their way into service, the telemetry since their stage was asked, and
 * tells the deciders what is known of a rack. Telemetry from before a request proves nothing of it.
 */
final class StageSenses {

    private final TelemetryIngest ingest;
    private final Map<String, Collected> collected = new HashMap<>();

    StageSenses(TelemetryIngest ingest) {
        this.ingest = ingest;
    }

    /** Samples of one rack under one request. */
    private record Collected(String request, Stamp newest, Samples samples) {}

    /** Takes in what is new, and forgets racks that nobody watches any more. */
    void look(Collection<RackProgress> watched, Set<String> current) {
        Map<String, Collected> kept = new HashMap<>();
        for (RackProgress rack : watched) {
            Optional<LiveRack> live = ingest.fleet().rack(rack.rack());
            if (live.isEmpty()) {
                continue;
            }
            RackReading reading = live.get().latest();
            String request = rack.asked().map(rack::requestId).orElse("");
            Collected before = collected.get(rack.rack());
            if (before == null || !before.request().equals(request)) {
                // What was measured before the rack obeyed is about something else.
                kept.put(rack.rack(), new Collected(request, reading.stamp(), Samples.NONE));
            } else if (current.contains(rack.rack())
                    && reading.stamp().isNewerThan(before.newest())) {
                kept.put(
                        rack.rack(),
                        new Collected(
                                request, reading.stamp(), before.samples().then(sample(reading))));
            } else {
                kept.put(rack.rack(), before);
            }
        }
        collected.clear();
        collected.putAll(kept);
    }

    private static Sample sample(RackReading reading) {
        return new Sample(
                reading.appendedAtMillis(),
                reading.power().watts(),
                reading.power().wattsMax(),
                reading.coolant().flowMillilitersPerMinute(),
                reading.coolant().supplyMilliCelsius(),
                reading.coolant().returnMilliCelsius(),
                reading.accelerators().dieDeciCelsiusMax(),
                reading.power().thermalThrottleMillis(),
                reading.accelerators().withoutPower(),
                reading.leak() == LeakState.LEAK_STATE_TRAY
                        || reading.leak() == LeakState.LEAK_STATE_RACK,
                reading.coolant().pressurePascals(),
                reading.switchTraysUp());
    }

    /**
     * What is known now.
     *
     * @param views by index of the rack
     * @param current racks whose report covers their newest assignment
     */
    RackSigns signs(
            Specs specs, List<RackView> views, Set<String> current, Collection<Replica> replicas) {
        ReplicaCounts replicasOn = new ReplicaCounts(replicas);
        return new RackSigns() {
            @Override
            public RackEvidence of(String rack) {
                var index = specs.topology().rackNamed(rack);
                if (index.isEmpty()) {
                    return RackEvidence.UNHEARD;
                }
                return evidence(
                        specs.topology().rack(index.getAsInt()),
                        views.get(index.getAsInt()),
                        current.contains(rack),
                        replicasOn.rack(rack));
            }

            @Override
            public boolean servesTokens(String rack) {
                return replicasOn.rack(rack) > 0
                        && ingest.fleet().rack(rack).map(StageSenses::hasOutput).orElse(false);
            }
        };
    }

    /** Replicas of each rack; counted when somebody asks, which in most cycles nobody does. */
    private static final class ReplicaCounts {
        private final Collection<Replica> replicas;
        private Optional<Map<String, Integer>> counts = Optional.empty();

        ReplicaCounts(Collection<Replica> replicas) {
            this.replicas = replicas;
        }

        int rack(String rack) {
            if (counts.isEmpty()) {
                counts = Optional.of(count());
            }
            return counts.get().getOrDefault(rack, 0);
        }

        private Map<String, Integer> count() {
            Map<String, Integer> byRack = new HashMap<>();
            for (Replica replica : replicas) {
                if (replica.state() != ReplicaState.STOPPED) {
                    byRack.merge(replica.rack(), 1, Integer::sum);
                }
            }
            return byRack;
        }
    }

    private static boolean hasOutput(LiveRack rack) {
        return rack.latest().replicas().stream().anyMatch(replica -> replica.outputTokens() > 0);
    }

    private RackEvidence evidence(RackSpot spot, RackView view, boolean isCurrent, int replicas) {
        Optional<RackReport> report = ingest.statuses().report(spot.name());
        Collected samples = collected.get(spot.name());
        return new RackEvidence(
                view.condition(),
                view.conditionCause(),
                view.alarm()
                        .map(words -> new Alarm(true, words))
                        .or(() -> report.flatMap(StageSenses::trip)),
                isCurrent,
                report.map(RackReport::isolatedElectric).orElse(false),
                report.flatMap(RackReport::stage).map(StageWords::report),
                report.flatMap(RackReport::found).map(StageWords::found),
                report.map(RackReport::firmware).orElse(""),
                samples == null ? Samples.NONE : samples.samples(),
                replicas);
    }

    private static Optional<Alarm> trip(RackReport report) {
        return report.trip()
                .map(
                        trip ->
                                new Alarm(
                                        trip.cause() == TripCause.TRIP_CAUSE_LEAK,
                                        "tripped, clear %s when it is mended: %s"
                                                .formatted(trip.tripId(), trip.detail())));
    }
}
