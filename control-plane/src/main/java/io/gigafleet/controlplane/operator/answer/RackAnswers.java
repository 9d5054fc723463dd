package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.control.PlaneConfig;
import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.LedgerReader;
import io.gigafleet.controlplane.operator.answer.RackDetailAnswer.FenceAnswer;
import io.gigafleet.controlplane.operator.answer.RackDetailAnswer.TripAnswer;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.telemetry.FleetTelemetry;
import io.gigafleet.controlplane.telemetry.LiveRack;
import io.gigafleet.controlplane.telemetry.Liveness;
import io.gigafleet.controlplane.telemetry.RackCondition;
import io.gigafleet.controlplane.telemetry.RackReading;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.RackStatuses;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.manifest.Rack;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what is wanted, decided, believed and read of racks. */
@ApplicationScoped
public class RackAnswers {

    private final Liveness liveness;
    private final FleetTelemetry telemetry;
    private final RackStatuses statuses;
    private final ReplicaAnswers replicas;
    private final LedgerReader ledger;
    private final Pace pace;

    RackAnswers(
            Liveness liveness,
            TelemetryIngest ingest,
            ReplicaAnswers replicas,
            LedgerReader ledger,
            PlaneConfig config) {
        this.liveness = liveness;
        this.telemetry = ingest.fleet();
        this.statuses = ingest.statuses();
        this.replicas = replicas;
        this.ledger = ledger;
        this.pace = new Pace(config.rollouts().speed());
    }

    /** What the plane believes of a rack. */
    public RackCondition conditionOf(String rack) {
        return liveness.latest()
                .of(rack)
                .orElseGet(() -> new RackCondition(rack, Condition.STALE, 0, "not looked at yet"));
    }

    /** A rack of the picture, for a list. */
    public RackListing listing(FleetPicture picture, StandingRack standing) {
        return new RackListing(
                rack(picture, standing), picture.replicasOnRack(standing.rack().name()).size());
    }

    private RackAnswer rack(FleetPicture picture, StandingRack standing) {
        Rack.Spec spec = standing.rack().spec();
        String name = standing.rack().name();
        int index = picture.plant().rackNamed(name).orElseThrow();
        int accelerators = picture.plant().rack(index).accelerators();
        int held =
                picture.replicasOnRack(name).stream()
                        .mapToInt(replica -> replica.accelerators().size())
                        .sum();
        RackCondition condition = conditionOf(name);
        RackProgress progress = picture.progressOf(name).orElseThrow();
        Optional<LiveRack> live = telemetry.rack(name);
        Optional<RackReading> reading = live.map(LiveRack::latest);
        return new RackAnswer(
                name,
                spec.sku(),
                spec.hall(),
                spec.row(),
                spec.position(),
                spec.powerDomain(),
                spec.coolantLoop(),
                condition.condition().name(),
                condition.reason(),
                progress.stage().name(),
                orNull(progress.work().map(work -> WorkAnswer.of(work, pace, Instant.now()))),
                standing.cordoned(),
                standing.draining(),
                Math.max(0, accelerators - held - deadAndUnheld(picture, name)),
                accelerators,
                orNull(reading.map(now -> now.power().watts())),
                orNull(capWatts(standing, reading)),
                picture.committedWattsOfRack(index),
                orNull(reading.map(now -> now.accelerators().dieDeciCelsiusMax() / 10.0)),
                orNull(reading.map(now -> now.coolant().supplyMilliCelsius() / 1_000.0)),
                orNull(reading.map(now -> now.coolant().returnMilliCelsius() / 1_000.0)),
                orNull(reading.map(now -> now.coolant().flowMillilitersPerMinute() / 1_000.0)),
                orNull(reading.map(now -> now.accelerators().utilizationPermilleMean() / 1_000.0)),
                orNull(live.map(LiveRack::outputTokensPerSecond)),
                orNull(reading.map(now -> Instant.ofEpochMilli(now.appendedAtMillis()))));
    }

    private int deadAndUnheld(FleetPicture picture, String rack) {
        AcceleratorSet dead = telemetry.deadAccelerators(rack);
        return dead.size()
                - picture.replicasOnRack(rack).stream()
                        .mapToInt(replica -> replica.acceleratorSet().common(dead))
                        .sum();
    }

    /** All that is known of a rack of the picture. */
    public RackDetailAnswer detail(FleetPicture picture, StandingRack standing) {
        String name = standing.rack().name();
        Optional<RackReport> report = statuses.report(name);
        return new RackDetailAnswer(
                rack(picture, standing),
                standing.rack().spec().serial(),
                standing.rack().metadata().labels(),
                picture.replicasOnRack(name).stream()
                        .map(replica -> replicas.of(picture, replica))
                        .toList(),
                orNull(
                        ledger.assignment(name)
                                .map(fence -> new FenceAnswer(fence.epoch(), fence.generation()))),
                orNull(
                        report.map(
                                said ->
                                        new FenceAnswer(
                                                said.observed().epoch(),
                                                said.observed().generation()))),
                orNull(report.map(RackReport::agentId)),
                standing.capWatts().isPresent() ? standing.capWatts().getAsLong() : null,
                orNull(
                        report.flatMap(RackReport::trip)
                                .map(
                                        trip ->
                                                new TripAnswer(
                                                        trip.tripId(),
                                                        trip.cause().name(),
                                                        trip.detail()))),
                orNull(report.map(RackReport::refusal).filter(refusal -> !refusal.isEmpty())));
    }

    private static Optional<Long> capWatts(StandingRack standing, Optional<RackReading> reading) {
        Optional<Long> inForce =
                reading.map(now -> now.power().capWatts()).filter(watts -> watts > 0);
        return inForce.or(
                () ->
                        standing.capWatts().isPresent()
                                ? Optional.of(standing.capWatts().getAsLong())
                                : Optional.empty());
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
