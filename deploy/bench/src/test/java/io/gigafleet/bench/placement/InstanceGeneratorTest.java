package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated sites look like the given instance {@code std-500-s1-d110}, whose figures stand here.
 */
class InstanceGeneratorTest {

    private static final Instance GENERATED = InstanceGenerator.generate(500, 1, Mix.STD, 1.1);

    @Test
    void budgetsStandToRacksAsInTheGivenInstance() {
        double racks = GENERATED.racks().stream().mapToLong(Rack::budgetWatts).sum();

        assertThat(sum(Domain.Kind.SITE) / racks).isCloseTo(0.7490, within(0.002));
        assertThat(sum(Domain.Kind.HALL) / racks).isCloseTo(0.7603, within(0.002));
        assertThat(sum(Domain.Kind.ROW) / racks).isCloseTo(0.7951, within(0.002));
        assertThat(sum(Domain.Kind.CDU) / racks).isCloseTo(0.8634, within(0.002));
    }

    @Test
    void racksAreTheTwoOfTheGivenInstance() {
        assertThat(GENERATED.racks())
                .extracting(Rack::budgetWatts)
                .containsOnly(80_580L, 94_060L)
                .contains(80_580L, 94_060L);
    }

    @Test
    void fullRowsAndCdusHaveTheBudgetsOfTheGivenInstance() {
        assertThat(GENERATED.domains())
                .filteredOn(domain -> domain.kind() == Domain.Kind.CDU)
                .extracting(Domain::budgetWatts)
                .contains(650_032L, 556_176L);
        assertThat(GENERATED.domains())
                .filteredOn(domain -> domain.kind() == Domain.Kind.ROW)
                .extracting(Domain::budgetWatts)
                .contains(1_197_616L, 1_110_752L, 1_023_888L);
    }

    private static double sum(Domain.Kind kind) {
        return GENERATED.domains().stream()
                .filter(domain -> domain.kind() == kind)
                .mapToLong(Domain::budgetWatts)
                .sum();
    }

    @Test
    void demandIsNearTheGivenInstances() {
        assertThat(GENERATED.acceleratorsAsked()).isBetween(38_000L, 39_600L);
        assertThat(GENERATED.replicas()).hasSizeBetween(3_900, 5_100);
        assertThat(GENERATED.deployments()).hasSizeBetween(600, 840);
    }

    @Test
    void deploymentsHaveTheSharesOfTheGivenInstance() {
        assertThat(share(deployment -> deployment.priority() == 3)).isCloseTo(0.10, within(0.04));
        assertThat(share(deployment -> deployment.priority() == 1)).isCloseTo(0.40, within(0.06));
        assertThat(share(deployment -> deployment.requiredSku() == Deployment.ANY_SKU))
                .isCloseTo(0.84, within(0.05));
        assertThat(share(deployment -> deployment.maxPerRow() == 1)).isCloseTo(0.57, within(0.08));
        assertThat(share(deployment -> deployment.accelerators() == 72))
                .isCloseTo(0.0375, within(0.025));
        assertThat(share(deployment -> deployment.accelerators() == 8))
                .isCloseTo(0.26, within(0.06));
    }

    private static double share(Predicate<Deployment> is) {
        return (double) GENERATED.deployments().stream().filter(is).count()
                / GENERATED.deployments().size();
    }

    @ParameterizedTest
    @EnumSource
    void equalSeedsGiveEqualInstances(Mix mix) {
        assertThat(InstanceGenerator.generate(40, 3, mix, 1.1))
                .isEqualTo(InstanceGenerator.generate(40, 3, mix, 1.1));
        assertThat(InstanceGenerator.generate(40, 3, mix, 1.1).replicas())
                .isNotEqualTo(InstanceGenerator.generate(40, 4, mix, 1.1).replicas());
    }

    @Test
    void hotSiteRunsOutOfPowerLongBeforeAccelerators() {
        Instance hot = InstanceGenerator.generate(500, 1, Mix.HOT, 1.1);

        assertThat(hot.acceleratorsAsked()).isLessThan(hot.accelerators() * 95 / 100);
    }

    @Test
    void gangsAskForWholeRacksAndAThirdOfTheSite() {
        Instance gang = InstanceGenerator.generate(500, 1, Mix.GANG, 1.1);
        long asked =
                gang.replicas().stream()
                        .map(replica -> gang.deployments().get(replica.deployment()))
                        .filter(Deployment::isGang)
                        .mapToLong(Deployment::accelerators)
                        .sum();

        assertThat((double) asked / gang.accelerators()).isBetween(0.15, 0.55);
        assertThat(gang.deployments())
                .filteredOn(Deployment::isGang)
                .allSatisfy(deployment -> assertThat(deployment.racks()).isBetween(2, 8))
                .allSatisfy(
                        deployment -> assertThat(deployment.acceleratorsPerRack()).isEqualTo(72));
    }

    @Test
    void quotasBindWhereTheyAreTo() {
        Instance quota = InstanceGenerator.generate(500, 1, Mix.QUOTA, 1.1);
        long[] asked = new long[quota.tenants().size()];
        for (Replica replica : quota.replicas()) {
            Deployment deployment = quota.deployments().get(replica.deployment());
            asked[deployment.tenant()] += deployment.accelerators();
        }

        int bound = 0;
        for (int tenant = 0; tenant < asked.length; tenant++) {
            bound += asked[tenant] > quota.tenants().get(tenant).limit() ? 1 : 0;
        }
        assertThat(bound).isGreaterThan(20);
    }

    @Test
    void coarseReplicasAreLarge() {
        assertThat(InstanceGenerator.generate(100, 1, Mix.COARSE, 1.1).deployments())
                .allSatisfy(
                        deployment ->
                                assertThat(deployment.accelerators()).isGreaterThanOrEqualTo(8));
    }
}
