package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.controlplane.placement.dense.RackSet;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which racks would do for a part were they empty and ready: by SKU, hall, labels, size and memory.
 * Equal wishes share one set.
 */
final class Eligibility {

    private final Topology topology;
    private final Map<Wish, RackSet> sets = new HashMap<>();
    private final Map<Wish, Integer> wholeRacks = new HashMap<>();

    Eligibility(Topology topology) {
        this.topology = topology;
    }

    /**
     * What a part asks of a rack.
     *
     * @param accelerators 0: the whole rack, whatever it has
     * @param weightBytes what has to fit in its memory
     */
    record Wish(
            List<String> skus,
            List<String> halls,
            Map<String, String> labels,
            int accelerators,
            double weightBytes) {

        /** What a part of a service asks. A gang's weights are spread over its racks. */
        static Wish of(InferenceService.Spec spec, InferenceService.Part part) {
            int racks = Math.max(1, spec.shape().racks());
            return new Wish(
                    part.skus(),
                    spec.placement().halls(),
                    spec.placement().labels(),
                    part.accelerators().orElse(0),
                    spec.model().weightBytes() / racks);
        }

        /** The first filter a rack fails, or nothing. */
        Optional<Filter> rejects(RackSpot spot) {
            if (!skus.isEmpty() && !skus.contains(spot.sku().name())) {
                return Optional.of(Filter.SKU);
            }
            if (!halls.isEmpty() && !halls.contains(spot.hall())) {
                return Optional.of(Filter.HALL);
            }
            if (!labels.isEmpty() && !spot.labels().entrySet().containsAll(labels.entrySet())) {
                return Optional.of(Filter.LABELS);
            }
            if (acceleratorsOn(spot) > spot.sku().spec().scaleUpDomain()) {
                return Optional.of(Filter.SIZE);
            }
            return weightBytes >= spot.sku().spec().usableMemoryBytes(acceleratorsOn(spot))
                    ? Optional.of(Filter.MEMORY)
                    : Optional.empty();
        }

        private int acceleratorsOn(RackSpot spot) {
            return accelerators == 0 ? spot.accelerators() : accelerators;
        }
    }

    /** The racks that would do. Those for a whole rack all have {@link #accelerators} slots. */
    RackSet racks(Wish wish) {
        RackSet known = sets.get(wish);
        if (known != null) {
            return known;
        }
        int slots = accelerators(wish);
        RackSet racks =
                RackSet.where(
                        topology.rackCount(),
                        rack -> {
                            RackSpot spot = topology.rack(rack);
                            return wish.rejects(spot).isEmpty()
                                    && (wish.accelerators() > 0 || spot.accelerators() == slots);
                        });
        sets.put(wish, racks);
        return racks;
    }

    /** Accelerators of the part; of a whole rack as many as most racks that would do have. */
    int accelerators(Wish wish) {
        return wish.accelerators() > 0
                ? wish.accelerators()
                : wholeRacks.computeIfAbsent(wish, this::commonSize);
    }

    private int commonSize(Wish wish) {
        TreeMap<Integer, Integer> sizes = new TreeMap<>();
        for (RackSpot spot : topology.racks()) {
            if (wish.rejects(spot).isEmpty()) {
                sizes.merge(spot.accelerators(), 1, Integer::sum);
            }
        }
        return sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(1);
    }
}
