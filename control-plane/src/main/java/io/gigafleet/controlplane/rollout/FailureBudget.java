package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.manifest.Rollout;
import java.util.Optional;

/** How many failed racks a rollout bears. */
final class FailureBudget {

    private FailureBudget() {}

    /**
     * Why it is used up; empty if it is not.
     *
     * @param failed racks that failed and that nobody has resumed over
     * @param touched racks whose turn has come so far
     */
    static Optional<String> exceeded(Rollout.Failures budget, int failed, int touched) {
        if (budget.max().isPresent() && failed > budget.max().getAsInt()) {
            return Optional.of(
                    "%d racks failed, more than the budget of %d"
                            .formatted(failed, budget.max().getAsInt()));
        }
        if (budget.share().isPresent()) {
            int allowed = (int) Math.ceil(budget.share().getAsDouble() * touched);
            if (failed > allowed) {
                return Optional.of(
                        "%d of %d racks failed, more than the budget of %d (%.0f%%, rounded up)"
                                .formatted(
                                        failed,
                                        touched,
                                        allowed,
                                        budget.share().getAsDouble() * 100));
            }
        }
        return Optional.empty();
    }
}
