package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Shortage;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts why racks were rejected for one demand, keeps the nearest of each kind, and names the
 * reason.
 */
final class Rejections {

    private final FleetView view;
    private final Tentative tentative;
    private final Demand demand;
    private final InferenceService.Spec spec;
    private final Map<Filter, Integer> counts = new EnumMap<>(Filter.class);

    private int largestRack;
    private double mostMemoryBytes;
    private int onTheirWay;
    private String wayExample = "";
    private String unreadyExample = "";
    private int mostFree;
    private String mostFreeRack = "";
    private long freeInAll;
    private Optional<Shortage> nearestShortage = Optional.empty();
    private int nearestShortageRack;

    Rejections(FleetView view, Tentative tentative, Demand demand) {
        this.view = view;
        this.tentative = tentative;
        this.demand = demand;
        this.spec = demand.service().service().spec();
    }

    boolean overQuota() {
        return tentative.heldByOthers(demand) + demand.accelerators()
                > demand.service().quota().accelerators();
    }

    /** Counts a rejection; always false, so that a filter can return it. */
    boolean at(Filter filter) {
        counts.merge(filter, 1, Integer::sum);
        return false;
    }

    boolean tooLarge(RackSpot spot) {
        largestRack = Math.max(largestRack, spot.sku().spec().scaleUpDomain());
        return at(Filter.SIZE);
    }

    boolean tooLittleMemory(RackSpot spot) {
        mostMemoryBytes =
                Math.max(
                        mostMemoryBytes,
                        spot.sku().spec().usableMemoryBytes(demand.accelerators()));
        return at(Filter.MEMORY);
    }

    boolean notReady(int rack) {
        if (unreadyExample.isEmpty()) {
            unreadyExample = view.topology().rack(rack).name() + " " + whyNotReady(rack);
        }
        if (!view.rack(rack).standing().isInService()) {
            onTheirWay++;
            wayExample =
                    view.topology().rack(rack).name() + " is " + view.rack(rack).standing().stage();
        }
        return at(Filter.READINESS);
    }

    private String whyNotReady(int rack) {
        var seen = view.rack(rack);
        if (!seen.standing().isInService()) {
            return "is not in service (" + seen.standing().stage() + ")";
        }
        if (seen.draining()) {
            return "is draining";
        }
        if (seen.cordoned()) {
            return "is cordoned";
        }
        return seen.alarm()
                .map(alarm -> "is in alarm: " + alarm)
                .orElseGet(() -> "is " + seen.condition() + ": " + seen.conditionCause());
    }

    boolean tooFew(int rack) {
        int free = tentative.freeCount(rack);
        freeInAll += free;
        if (free > mostFree || mostFreeRack.isEmpty()) {
            mostFree = free;
            mostFreeRack = view.topology().rack(rack).name();
        }
        return at(Filter.ACCELERATORS);
    }

    boolean shortOf(int rack, Shortage shortage) {
        freeInAll += tentative.freeCount(rack);
        if (nearestShortage.isEmpty() || missing(shortage) < missing(nearestShortage.get())) {
            nearestShortage = Optional.of(shortage);
            nearestShortageRack = rack;
        }
        return at(
                switch (shortage) {
                    case Shortage.OfPower ignored -> Filter.POWER;
                    case Shortage.OfCooling ignored -> Filter.COOLING;
                });
    }

    private static long missing(Shortage shortage) {
        return shortage.neededWatts() - shortage.leftWatts();
    }

    Unplaced explain() {
        return new Unplaced(demand, reason(), new Funnel(view.topology().rackCount(), counts));
    }

    /** The reason of the last filter that took racks away: what came nearest to fitting. */
    private Reason reason() {
        if (overQuota()) {
            return new Reason.QuotaExceeded(
                    spec.tenant(),
                    demand.accelerators(),
                    tentative.heldByOthers(demand),
                    demand.service().quota().accelerators());
        }
        if (nearestShortage.isPresent()) {
            return shortageReason(nearestShortage.get());
        }
        if (count(Filter.ACCELERATORS) > 0) {
            return freeInAll >= demand.accelerators()
                    ? new Reason.Fragmented(
                            demand.accelerators(), mostFree, mostFreeRack, freeInAll)
                    : new Reason.AcceleratorsExhausted(demand.accelerators(), freeInAll);
        }
        if (count(Filter.SPREAD) > 0) {
            return new Reason.SpreadUnsatisfiable(spec.placement().maxPerRow().orElseThrow());
        }
        if (view.topology().rackCount() == 0
                || (onTheirWay > 0 && onTheirWay == count(Filter.READINESS))) {
            return new Reason.WaitingForRollout(onTheirWay, wayExample);
        }
        if (count(Filter.READINESS) > 0) {
            return new Reason.NoRackReady(count(Filter.READINESS), unreadyExample);
        }
        if (count(Filter.MEMORY) > 0) {
            return new Reason.NeverFits(
                    "the memory of %d accelerators".formatted(demand.accelerators()),
                    Math.round(spec.model().weightBytes() / 1e9),
                    Math.round(mostMemoryBytes / 1e9),
                    "GB for its weights");
        }
        if (count(Filter.SIZE) > 0) {
            return new Reason.NeverFits(
                    "the largest scale-up domain",
                    demand.accelerators(),
                    largestRack,
                    "accelerators");
        }
        if (count(Filter.HALL) > 0) {
            return new Reason.ResidencyUnsatisfiable(spec.placement().halls());
        }
        return new Reason.NoSuchSku(spec.shape().skus());
    }

    private Reason shortageReason(Shortage shortage) {
        Topology topology = view.topology();
        long planned =
                demand.service()
                        .planned()
                        .aboveIdle(topology.rack(nearestShortageRack).sku(), demand.accelerators());
        Optional<Shortage> whenEmpty =
                new PowerBook(topology).shortageOf(nearestShortageRack, planned);
        return switch (whenEmpty.orElse(shortage)) {
            case Shortage.OfPower power ->
                    whenEmpty.isPresent()
                            ? new Reason.NeverFits(
                                    power.domain(), power.neededWatts(), power.leftWatts(), "W")
                            : new Reason.PowerExhausted(
                                    power.domain(), power.neededWatts(), power.leftWatts());
            case Shortage.OfCooling cooling ->
                    whenEmpty.isPresent()
                            ? new Reason.NeverFits(
                                    cooling.loop(),
                                    cooling.neededWatts(),
                                    cooling.leftWatts(),
                                    "W of heat")
                            : new Reason.CoolingExhausted(
                                    cooling.loop(), cooling.neededWatts(), cooling.leftWatts());
        };
    }

    private int count(Filter filter) {
        return counts.getOrDefault(filter, 0);
    }
}
