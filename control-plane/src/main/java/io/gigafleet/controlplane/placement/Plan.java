package io.gigafleet.controlplane.placement;

import java.util.List;

/** What a {@link Placer} decided, in the order it decided it. */
public record Plan(List<Placement> placements, List<Unplaced> unplaced) {

    /** A plan that changes nothing. */
    public static final Plan NOTHING = new Plan(List.of(), List.of());

    public Plan {
        placements = List.copyOf(placements);
        unplaced = List.copyOf(unplaced);
    }
}
