package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import java.util.List;
import java.util.Optional;

/**
 * A placer that does not search again for what it has just not found: asked the same as the last
 * time, it gives the same answer. What waits for room costs nothing until something changes.
 *
 * <p>Not thread-safe.
 */
public final class RememberedPlan implements Placer {

    private final Placer placer;
    private Optional<Question> last = Optional.empty();
    private Plan answer = Plan.NOTHING;

    /** Remembers for another placer. */
    public RememberedPlan(Placer placer) {
        this.placer = placer;
    }

    private record Question(FleetView view, List<Demand> demands, List<Promise> promises) {}

    @Override
    public Plan plan(FleetView view, List<Demand> demands) {
        return plan(view, demands, List.of());
    }

    @Override
    public Plan plan(FleetView view, List<Demand> demands, List<Promise> promises) {
        if (demands.isEmpty()) {
            last = Optional.empty();
            return Plan.NOTHING;
        }
        Question question = new Question(view, List.copyOf(demands), List.copyOf(promises));
        if (!last.equals(Optional.of(question))) {
            answer = placer.plan(view, question.demands(), question.promises());
            last = Optional.of(question);
        }
        return answer;
    }
}
