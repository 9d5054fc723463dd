package io.gigafleet.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeekSimulationTest {

    private static final Mishap FEED_LOST =
            new Mishap.FeedLost("h1-r1", 5 * ShortWeek.HOUR / 2, 3 * ShortWeek.HOUR);
    private static final Mishap CDU_LOST =
            new Mishap.CduLost(1, ShortWeek.HOUR, 2 * ShortWeek.HOUR);

    @ParameterizedTest
    @EnumSource(Policy.class)
    void everyRequestIsServedRejectedOrStillWaiting(Policy policy) {
        WeekSimulation simulation =
                new WeekSimulation(ShortWeek.rising(3, 1.4, List.of(CDU_LOST, FEED_LOST)), policy);
        simulation.run();

        for (ServedService service : simulation.services()) {
            Tally.Requests requests = simulation.tally().requests(service);
            double queued = simulation.traffic().waiting(service.index());
            for (HallRack rack : simulation.hall().racks()) {
                for (RunningReplica replica : rack.replicas()) {
                    queued += replica.service().equals(service) ? replica.queued() : 0;
                }
            }
            assertThat(requests.served() + requests.rejected() + queued)
                    .as(service.name())
                    .isCloseTo(requests.offered(), within(1e-6 * requests.offered()));
            assertThat(requests.served()).isPositive();
        }
    }

    @Test
    void energyIsTheIntegralOfWhatRacksDraw() {
        WeekSimulation simulation = new WeekSimulation(ShortWeek.calm(1, 1.2), Policy.NAMEPLATE);
        PolicyResult result = simulation.run();

        double joules = 0;
        for (HallRack rack : simulation.hall().racks()) {
            joules += rack.physics().energyJoules();
        }
        assertThat(result.energyMegawattHours()).isCloseTo(joules / 3.6e9, within(1e-6));
        assertThat(result.tokensPerMegawattHour())
                .isCloseTo(result.tokensServed() / result.energyMegawattHours(), within(1.0));
    }

    @Test
    void whoKnowsNoWattsTripsTheRowThatLosesAFeed() {
        PolicyResult result =
                new WeekSimulation(
                                ShortWeek.rising(3, 1.4, List.of(FEED_LOST)), Policy.ACCELERATORS)
                        .run();

        assertThat(result.peakRowShare()).isGreaterThan(1);
        assertThat(result.breakerTripCount()).isPositive();
        assertThat(result.darkMinutes()).isPositive();
    }

    @Test
    void theGuardKeepsTheSameRowWithPower() {
        PolicyResult result =
                new WeekSimulation(ShortWeek.rising(3, 1.4, List.of(FEED_LOST)), Policy.GIGAFLEET)
                        .run();

        assertThat(result.breakerTrips()).isEmpty();
        assertThat(result.darkMinutes()).isZero();
        assertThat(result.rowOverBudgetMinutes()).isZero();
        assertThat(result.throttledForPowerMinutes()).as("during the loss").isPositive();
    }

    @Test
    void nameplateLeavesAcceleratorsEmptyThatObservedDrawFills() {
        Week week = ShortWeek.rising(4, 1.4, List.of());
        PolicyResult nameplate = new WeekSimulation(week, Policy.NAMEPLATE).run();
        PolicyResult ours = new WeekSimulation(week, Policy.GIGAFLEET).run();

        assertThat(ours.meanPlacedAccelerators()).isGreaterThan(nameplate.meanPlacedAccelerators());
        assertThat(ours.tokensServed()).isGreaterThan(nameplate.tokensServed());
    }

    @Test
    void theSameSeedGivesTheSameResults() {
        assertThat(json()).isEqualTo(json());
    }

    private static String json() {
        Week week = ShortWeek.rising(2, 1.4, List.of(CDU_LOST));
        List<PolicyResult> results =
                List.of(
                        new WeekSimulation(week, Policy.GIGAFLEET).run(),
                        new WeekSimulation(week, Policy.ACCELERATORS).run());
        return PolicyReport.results(results).toString();
    }
}
