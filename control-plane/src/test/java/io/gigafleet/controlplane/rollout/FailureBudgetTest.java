package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.manifest.Rollout.Failures;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

    private static Failures atMost(int racks) {
        return new Failures(OptionalInt.of(racks), OptionalDouble.empty());
    }

    private static Failures share(double share) {
        return new Failures(OptionalInt.empty(), OptionalDouble.of(share));
    }

    @Test
    void budgetIsUsedUpByOneMoreThanItAllows() {
        assertThat(FailureBudget.exceeded(atMost(2), 2, 100)).isEmpty();
        assertThat(FailureBudget.exceeded(atMost(2), 3, 100))
                .contains("3 racks failed, more than the budget of 2");
    }

    @Test
    void shareIsOfTheRacksTouchedSoFarRoundedUp() {
        assertThat(FailureBudget.exceeded(share(0.05), 1, 4)).isEmpty();
        assertThat(FailureBudget.exceeded(share(0.05), 2, 4))
                .contains("2 of 4 racks failed, more than the budget of 1 (5%, rounded up)");
        assertThat(FailureBudget.exceeded(share(0.05), 2, 21)).isEmpty();
    }

    @Test
    void shareThatIsAWholeNumberOfRacksIsNotRoundedUp() {
        assertThat(FailureBudget.exceeded(share(0.07), 8, 100)).isPresent();
        assertThat(FailureBudget.exceeded(share(0.07), 7, 100)).isEmpty();
    }

    @Test
    void budgetOfNothingBearsNoFailure() {
        assertThat(FailureBudget.exceeded(share(0), 1, 100)).isPresent();
        assertThat(FailureBudget.exceeded(atMost(0), 1, 100)).isPresent();
        assertThat(FailureBudget.exceeded(atMost(0), 0, 100)).isEmpty();
    }

    @Test
    void eitherLimitAloneUsesItUp() {
        Failures both = new Failures(OptionalInt.of(1), OptionalDouble.of(0.5));

        assertThat(FailureBudget.exceeded(both, 2, 100)).isPresent();
        assertThat(FailureBudget.exceeded(both, 1, 1)).isEmpty();
        assertThat(FailureBudget.exceeded(both, 1, 0)).isPresent();
    }
}
