package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import java.util.Optional;
import java.util.Set;

/**
 * Compares slots with replicas, and not again while nothing has changed: asked the same as the last
 * time, it gives the same answer. Of what changed it looks only at the services concerned.
 *
 * <p>Not thread-safe.
 */
public final class RememberedSlots {

    private final Holders holders = new Holders();
    private Optional<Question> last = Optional.empty();
    private Slots.Change answer = Slots.Change.NOTHING;

    private record Question(FleetView view, Set<String> evictedRacks) {}

    /** What {@link Slots#change(FleetView, Set)} says. */
    public Slots.Change change(FleetView view, Set<String> evictedRacks) {
        Optional<Question> question = Optional.of(new Question(view, Set.copyOf(evictedRacks)));
        if (!last.equals(question)) {
            answer = Slots.change(view, evictedRacks, holders);
            last = question;
        }
        return answer;
    }
}
