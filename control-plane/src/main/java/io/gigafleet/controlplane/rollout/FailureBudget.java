package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.manifest.Rollout;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
            // In decimal, as it was written: in binary, 0.07 of 100 racks is more than 7.
            int allowed =
                    BigDecimal.valueOf(budget.share().getAsDouble())
                            .multiply(BigDecimal.valueOf(touched))
                            .setScale(0, RoundingMode.CEILING)
                            .intValueExact();
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
