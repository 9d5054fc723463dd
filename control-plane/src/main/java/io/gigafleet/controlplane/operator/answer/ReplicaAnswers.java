package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.entity.ReplicaEntity;
import io.gigafleet.controlplane.telemetry.FleetTelemetry;
import io.gigafleet.controlplane.telemetry.LiveRack;
import io.gigafleet.controlplane.telemetry.ReadingDelta;
import io.gigafleet.controlplane.telemetry.ReplicaDelta;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.manifest.InferenceService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what was decided and read of replicas. */
@ApplicationScoped
public class ReplicaAnswers {

    private final FleetTelemetry telemetry;

    ReplicaAnswers(TelemetryIngest ingest) {
        this.telemetry = ingest.fleet();
    }

    ReplicaAnswer of(FleetPicture picture, Replica replica) {
        return new ReplicaAnswer(
                replica.id(),
                replica.service(),
                replica.slot(),
                replica.part(),
                role(picture, replica),
                replica.rack(),
                replica.accelerators(),
                replica.state().name(),
                replica.routed(),
                replica.leaving(),
                tokensPerSecond(replica.rack(), replica.id()));
    }

    private static @Nullable String role(FleetPicture picture, Replica replica) {
        DeclaredService declared = picture.declared().services().get(replica.service());
        if (declared == null) {
            return null;
        }
        List<InferenceService.Part> parts = declared.service().spec().shape().parts();
        return replica.part() < parts.size() ? parts.get(replica.part()).role().name() : null;
    }

    /** A replica of the ledger, in full. */
    public PlacementAnswer placement(ReplicaEntity row) {
        return new PlacementAnswer(
                row.id,
                row.service,
                row.slot,
                row.part,
                row.rack,
                Arrays.stream(row.accelerators).boxed().toList(),
                row.state,
                row.routed,
                row.leaving,
                tokensPerSecond(row.rack, row.id),
                row.plannedWatts,
                row.cause,
                row.createdAt,
                row.changedAt,
                row.servingAt,
                row.epoch);
    }

    private @Nullable Double tokensPerSecond(String rack, String replica) {
        Optional<LiveRack> live = telemetry.rack(rack);
        if (live.isEmpty()) {
            return null;
        }
        ReadingDelta span = live.get().rateSpan();
        Optional<ReplicaDelta> delta = live.get().rateSpanOf(replica);
        return delta.isEmpty() ? null : span.perSecond(delta.get().outputTokens());
    }
}
