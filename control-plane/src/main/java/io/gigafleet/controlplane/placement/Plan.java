package io.gigafleet.controlplane.placement;

import java.util.List;

/**
 * What a {@link Placer} decided, in the order it decided it.
 *
 * @param placements into room that is free now, for all parts of a demand or none
 * @param moves to make room: make before break, so that the room is free some cycles later
 * @param preemptions replicas given up, to make room for others
 * @param unplaced what has no place now, and why; a demand that waits for a move or preemption
 *     above is here too
 */
public record Plan(
        List<Placement> placements,
        List<Move> moves,
        List<Preemption> preemptions,
        List<Unplaced> unplaced) {

    /** A plan that changes nothing. */
    public static final Plan NOTHING = new Plan(List.of(), List.of());

    public Plan {
        placements = List.copyOf(placements);
        moves = List.copyOf(moves);
        preemptions = List.copyOf(preemptions);
        unplaced = List.copyOf(unplaced);
    }

    /** A plan that disturbs nothing that runs. */
    public Plan(List<Placement> placements, List<Unplaced> unplaced) {
        this(placements, List.of(), List.of(), unplaced);
    }
}
