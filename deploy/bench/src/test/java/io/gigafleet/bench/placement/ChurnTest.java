package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.bench.placement.baseline.Scoring;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnTest {

    private static final Instance INSTANCE = InstanceGenerator.generate(100, 1, Mix.STD, 1.1);

    private static Churn.Load offered(double share) {
        return new Churn.Load(share, OfferedWatts.MOST);
    }

    private static Churn gigafleet(double load, double moveShare) {
        return Churn.play(
                INSTANCE, offered(load), 1, repeated -> new GigafleetChurn(repeated, moveShare));
    }

    private static Churn kube(Scoring scoring) {
        return Churn.play(
                INSTANCE, offered(0.99), 1, repeated -> new RivalChurn(repeated, scoring));
    }

    @Test
    void halfEmptySiteRejectsNothingAndMovesNothing() {
        Churn churn = gigafleet(0.5, 0.01);

        assertThat(churn.rejected()).isZero();
        assertThat(churn.moved()).isZero();
        assertThat(churn.arrived()).isGreaterThanOrEqualTo(INSTANCE.accelerators());
    }

    @Test
    void whatStandsAfterTheChurnKeepsEveryConstraint() {
        assertThat(gigafleet(0.99, 0.01).checked().violations()).isEmpty();
        assertThat(kube(Scoring.MOST_ALLOCATED).checked().violations()).isEmpty();
    }

    @Test
    void spreadingRejectsMoreThanPacking() {
        assertThat(kube(Scoring.LEAST_ALLOCATED).rejected())
                .isGreaterThan(kube(Scoring.MOST_ALLOCATED).rejected());
    }

    @Test
    void noMoreMovesThanAllowedOfWhatArrivesWhileCounted() {
        Churn churn =
                Churn.play(
                        INSTANCE,
                        new Churn.Load(0.99, OfferedWatts.AVERAGE),
                        1,
                        repeated -> new GigafleetChurn(repeated, 0.01));

        assertThat(churn.moved()).isPositive().isLessThanOrEqualTo(churn.arrived() / 100);
    }

    @Test
    void averageWattsAreTheMeanOverTheSkusItMayRunOn() {
        Deployment any =
                new Deployment(1, "chat", 8, 0, List.of(700, 600), Deployment.ANY_SKU, 4, 0, 0);
        Deployment onlySecond = new Deployment(2, "chat", 8, 0, List.of(700, 600), 1, 4, 0, 0);

        assertThat(OfferedWatts.MOST.perAccelerator(any)).isEqualTo(700);
        assertThat(OfferedWatts.AVERAGE.perAccelerator(any)).isEqualTo(650);
        assertThat(OfferedWatts.MOST.perAccelerator(onlySecond)).isEqualTo(600);
        assertThat(OfferedWatts.AVERAGE.perAccelerator(onlySecond)).isEqualTo(600);
    }

    @Test
    void withoutMovesNothingMoves() {
        assertThat(gigafleet(0.99, 0).moved()).isZero();
    }

    @Test
    void equalSeedsGiveEqualChurn() {
        Churn once = gigafleet(0.99, 0.01);
        Churn again = gigafleet(0.99, 0.01);

        assertThat(again.rejected()).isEqualTo(once.rejected());
        assertThat(again.moved()).isEqualTo(once.moved());
        assertThat(again.checked()).isEqualTo(once.checked());
    }
}
