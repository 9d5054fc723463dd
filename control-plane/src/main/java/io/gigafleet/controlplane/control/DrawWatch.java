package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.ledger.ObservedDraws;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.placement.predict.PredictedPower;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Share;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Shows {@link PredictedPower} the rollups while this plane leads, and writes what it learns. Only
 * racks on which the same replicas served when a minute and the one before it were taken out count.
 */
@ApplicationScoped
public class DrawWatch {

    private static final Logger LOG = Logger.getLogger(DrawWatch.class);

    private final ObservedDraws draws;
    private Optional<PredictedPower> predicted = Optional.empty();
    private Map<String, List<Replica>> servedBefore = Map.of();

    public DrawWatch(ObservedDraws draws) {
        this.draws = draws;
    }

    /**
     * Counts completed minutes, and writes draws that differ. What can't be written is tried again
     * a minute later.
     *
     * @throws io.gigafleet.controlplane.ledger.TermOverException if the term is over
     */
    void minute(Term term, List<RackRollup> minutes, FleetView view) {
        Map<String, List<Replica>> serving = serving(view);
        try {
            PredictedPower power = known();
            observe(power, minutes, serving, view);
            power.keepOnly(
                    view.services().stream()
                            .filter(DrawWatch::isPredicted)
                            .map(ServiceView::name)
                            .collect(Collectors.toUnmodifiableSet()));
            List<Draw> changed = power.endMinute();
            if (!changed.isEmpty()) {
                draws.write(term, changed);
                power.tell(changed);
                LOG.infof(
                        "observed draws changed count=%d first=%s",
                        changed.size(), changed.getFirst());
            }
        } catch (SQLException e) {
            LOG.warnf("observed draws not written, will try again cause=%s", e.getMessage());
        }
        servedBefore = serving;
    }

    private PredictedPower known() throws SQLException {
        if (predicted.isEmpty()) {
            predicted = Optional.of(new PredictedPower(draws.read()));
        }
        return predicted.get();
    }

    private void observe(
            PredictedPower power,
            List<RackRollup> minutes,
            Map<String, List<Replica>> serving,
            FleetView view) {
        for (RackRollup minute : minutes) {
            List<Replica> now = serving.getOrDefault(minute.rackId(), List.of());
            OptionalInt rack = view.topology().rackNamed(minute.rackId());
            boolean isSteady =
                    !now.isEmpty()
                            && now.equals(servedBefore.get(minute.rackId()))
                            && minute.powerThrottleMillis() == 0
                            && minute.thermalThrottleMillis() == 0;
            if (isSteady && rack.isPresent()) {
                RackSpot spot = view.topology().rack(rack.getAsInt());
                power.observe(spot.sku(), minute.wattsMax(), shares(now));
            }
        }
    }

    private static List<Share> shares(List<Replica> replicas) {
        Map<String, Share> byService = new HashMap<>();
        for (Replica replica : replicas) {
            byService.merge(
                    replica.service(),
                    new Share(
                            replica.service(),
                            replica.accelerators().size(),
                            replica.plannedWatts()),
                    (one, other) ->
                            new Share(
                                    one.service(),
                                    one.accelerators() + other.accelerators(),
                                    one.plannedWatts() + other.plannedWatts()));
        }
        return List.copyOf(byService.values());
    }

    private static boolean isPredicted(ServiceView service) {
        return service.service().spec().power().planning() == PowerPlanning.PREDICTED;
    }

    /** The replicas of each rack on which all of them serve. */
    private static Map<String, List<Replica>> serving(FleetView view) {
        Map<String, List<Replica>> byRack = new HashMap<>();
        for (Replica replica : view.replicas()) {
            byRack.computeIfAbsent(replica.rack(), ignored -> new ArrayList<>()).add(replica);
        }
        byRack.values()
                .removeIf(
                        replicas ->
                                replicas.stream()
                                        .anyMatch(
                                                replica ->
                                                        replica.state() != ReplicaState.SERVING));
        return byRack;
    }
}
