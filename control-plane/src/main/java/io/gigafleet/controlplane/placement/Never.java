package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Reasons that no waiting helps against: the site as it is built does not hold the replica. */
final class Never {

    private final Topology topology;
    private final Board board;
    private final RowRoom rowRoom;
    private final EmptySite emptySite;

    Never(FleetBoard fleet, RowRoom rowRoom) {
        this.topology = fleet.view().topology();
        this.board = fleet.board();
        this.rowRoom = rowRoom;
        this.emptySite = new EmptySite(topology);
    }

    /** Racks would do by what they are, but none of them, or no row, even were the site empty. */
    Optional<Reason> evenEmpty(Ask ask, Ask.Part part) {
        if (part.racks().size() == 0) {
            return Optional.empty();
        }
        if (ask.isSimple()) {
            return emptySite.lackEverywhere(
                    part.racks()::contains, rack -> part.wattsBySku()[board.site().sku(rack)]);
        }
        RowRoom.Best ever = rowRoom.bestEver(ask);
        return ever.parts() == ask.parts().size()
                ? Optional.empty()
                : Optional.of(
                        new Reason.NeverFits(
                                "the largest row, " + ever.row(),
                                ask.parts().size(),
                                ever.parts(),
                                "racks in one row"));
    }

    /** No rack would do by its SKU, place, size or memory. */
    Reason byWhatRacksAre(
            Ask.Part part,
            InferenceService.Spec spec,
            Eligibility.Wish wish,
            ToIntFunction<Filter> rejectedBy) {
        if (rejectedBy.applyAsInt(Filter.MEMORY) > 0) {
            return new Reason.NeverFits(
                    "the memory of %d accelerators".formatted(part.accelerators()),
                    Math.round(wish.weightBytes() / 1e9),
                    Math.round(mostMemoryBytes(part, wish) / 1e9),
                    "GB for its weights");
        }
        if (rejectedBy.applyAsInt(Filter.SIZE) > 0) {
            int largest =
                    topology.racks().stream()
                            .filter(spot -> wish.rejects(spot).equals(Optional.of(Filter.SIZE)))
                            .mapToInt(spot -> spot.sku().spec().scaleUpDomain())
                            .max()
                            .orElse(0);
            return new Reason.NeverFits(
                    "the largest scale-up domain", part.accelerators(), largest, "accelerators");
        }
        if (rejectedBy.applyAsInt(Filter.HALL) > 0 || rejectedBy.applyAsInt(Filter.LABELS) > 0) {
            return new Reason.ResidencyUnsatisfiable(
                    spec.placement().halls(), spec.placement().labels());
        }
        return new Reason.NoSuchSku(wish.skus());
    }

    private double mostMemoryBytes(Ask.Part part, Eligibility.Wish wish) {
        double most = 0;
        for (RackSpot spot : topology.racks()) {
            if (wish.rejects(spot).equals(Optional.of(Filter.MEMORY))) {
                most = Math.max(most, spot.sku().spec().usableMemoryBytes(part.accelerators()));
            }
        }
        return most;
    }
}
