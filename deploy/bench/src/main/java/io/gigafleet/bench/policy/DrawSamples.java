package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.ObservedWatts;
import io.gigafleet.controlplane.fleet.PlannedWatts;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.predict.PredictedPower;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Share;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows {@link PredictedPower} every rack's minute, as the plane does: only racks on which the same
 * replicas served as a minute ago, and nothing was throttled.
 */
final class DrawSamples {

    private final Topology topology;
    private final PredictedPower predicted = new PredictedPower(List.of());
    private final Map<String, Map<String, Long>> observed = new HashMap<>();
    private Map<String, List<Replica>> servedBefore = Map.of();

    DrawSamples(Topology topology) {
        this.topology = topology;
    }

    /** A minute is over. */
    void minute(Collection<Replica> replicas, List<HallRack> racks) {
        Map<String, List<Replica>> serving = new HashMap<>();
        replicas.forEach(
                replica ->
                        serving.computeIfAbsent(replica.rack(), ignored -> new ArrayList<>())
                                .add(replica));
        serving.values()
                .removeIf(all -> all.stream().anyMatch(one -> one.state() != ReplicaState.SERVING));
        for (int rack = 0; rack < racks.size(); rack++) {
            List<Replica> now = serving.getOrDefault(topology.rack(rack).name(), List.of());
            if (!now.isEmpty()
                    && now.equals(servedBefore.get(topology.rack(rack).name()))
                    && !racks.get(rack).isMinuteThrottled()) {
                predicted.observe(
                        topology.rack(rack).sku(),
                        Math.round(racks.get(rack).minuteMaxWatts()),
                        shares(now));
            }
        }
        List<Draw> changed = predicted.endMinute();
        predicted.tell(changed);
        changed.forEach(
                draw ->
                        observed.computeIfAbsent(draw.key().service(), ignored -> new HashMap<>())
                                .put(draw.key().sku(), draw.wattsPerAccelerator()));
        servedBefore = serving;
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
        return byService.values().stream()
                .sorted((one, other) -> one.service().compareTo(other.service()))
                .toList();
    }

    /** What to plan with for a service from now on. */
    PlannedWatts planned(InferenceService service) {
        Map<String, Long> known = observed.get(service.name());
        return known == null
                ? new PlannedWatts.Declared(service.spec().power())
                : new ObservedWatts(service.spec().power(), known);
    }

    /** Watts per accelerator that were observed, by service. */
    Map<String, Long> wattsPerAccelerator() {
        Map<String, Long> watts = new HashMap<>();
        observed.forEach(
                (service, bySku) ->
                        bySku.values().stream()
                                .findFirst()
                                .ifPresent(each -> watts.put(service, each)));
        return watts;
    }
}
