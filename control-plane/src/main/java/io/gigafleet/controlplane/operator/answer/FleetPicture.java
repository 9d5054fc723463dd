package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.UnplacedReader.UnplacedSlot;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.controlplane.rollout.RackProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is wanted and what was decided, as of one revision, indexed the way answers need it.
 * Immutable.
 */
public final class FleetPicture {

    private final long revision;
    private final Declared declared;
    private final Topology plant;
    private final Map<String, RackProgress> progress;
    private final Map<String, List<Draw>> draws;
    private final PowerBook power;
    private final Map<String, List<Replica>> replicasByRack;
    private final Map<String, List<Replica>> replicasByService;
    private final List<UnplacedSlot> unplaced;
    private final Map<String, List<UnplacedSlot>> unplacedByService;

    /**
     * @param revision of the ledger
     * @param replicas all that are not STOPPED
     * @param progress of the racks that a rollout has touched, by name
     * @param draws what services were observed to draw
     */
    public FleetPicture(
            long revision,
            Declared declared,
            List<Replica> replicas,
            List<UnplacedSlot> unplaced,
            Map<String, RackProgress> progress,
            List<Draw> draws) {
        this.draws = draws.stream().collect(Collectors.groupingBy(draw -> draw.key().service()));
        this.revision = revision;
        this.declared = declared;
        this.plant = declared.topology();
        this.progress = Map.copyOf(progress);
        this.power = new PowerBook(plant, heldWatts());
        for (Replica replica : replicas) {
            plant.rackNamed(replica.rack())
                    .ifPresent(rack -> power.commit(rack, replica.plannedWatts()));
        }
        this.replicasByRack = replicas.stream().collect(Collectors.groupingBy(Replica::rack));
        this.replicasByService = replicas.stream().collect(Collectors.groupingBy(Replica::service));
        this.unplaced = List.copyOf(unplaced);
        this.unplacedByService =
                unplaced.stream().collect(Collectors.groupingBy(UnplacedSlot::service));
    }

    private long[] heldWatts() {
        return plant.racks().stream()
                .mapToLong(spot -> progressOf(spot.name()).orElseThrow().heldWatts())
                .toArray();
    }

    /** Where a rack stands; empty if there is no such rack. */
    public Optional<RackProgress> progressOf(String rack) {
        Optional<RackProgress> untouched =
                Optional.ofNullable(declared.racks().get(rack))
                        .map(
                                standing ->
                                        RackProgress.untouched(
                                                plant.rack(plant.rackNamed(rack).orElseThrow()),
                                                standing.identity().isInServiceAtOnce()));
        return Optional.ofNullable(progress.get(rack)).or(() -> untouched);
    }

    /** What a rack draws at most; 0 if there is no such rack. */
    public long peakWattsOf(String rack) {
        OptionalInt index = plant.rackNamed(rack);
        return index.isPresent() ? plant.rack(index.getAsInt()).peakWatts() : 0;
    }

    public long revision() {
        return revision;
    }

    public Declared declared() {
        return declared;
    }

    public Topology plant() {
        return plant;
    }

    public long committedWattsOfDomain(int domain) {
        return power.domainWatts(domain);
    }

    public long committedHeatWattsOfLoop(int loop) {
        return power.loopHeatWatts(loop);
    }

    public long committedWattsOfRack(int rack) {
        return power.rackWatts(rack);
    }

    public List<Replica> replicasOnRack(String rack) {
        return replicasByRack.getOrDefault(rack, List.of());
    }

    public List<Replica> replicasOfService(String service) {
        return replicasByService.getOrDefault(service, List.of());
    }

    /** What a service was observed to draw, by rack model. */
    public List<Draw> drawsOfService(String service) {
        return draws.getOrDefault(service, List.of());
    }

    /** All slots without a place, by service and slot. */
    public List<UnplacedSlot> unplaced() {
        return unplaced;
    }

    public List<UnplacedSlot> unplacedOfService(String service) {
        return unplacedByService.getOrDefault(service, List.of());
    }
}
