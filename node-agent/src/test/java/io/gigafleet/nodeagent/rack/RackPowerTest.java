package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rack's draw against its SKU. Idle and peak power of every SKU are NVIDIA's published rack
 * specifications, or assumed where the catalogue says so ({@code skus.yaml}).
 */
class RackPowerTest {

    private static final double NO_CAP = Double.POSITIVE_INFINITY;

    static Stream<Sku> allSkus() {
        return SkuCatalogue.builtIn().skus().stream();
    }

    @ParameterizedTest
    @MethodSource("allSkus")
    void idleAndFullyUsedRacksDrawExactlyWhatTheirSkuSays(Sku sku) {
        for (long seed = 0; seed < 10; seed++) {
            RackPower power = new RackPower(sku.spec(), seed);

            power.step(load(sku, 0), heat(sku), NO_CAP);
            assertThat(power.rackWatts())
                    .isCloseTo((double) sku.spec().power().idleWatts(), within(0.001));

            power.step(load(sku, 1), heat(sku), NO_CAP);
            assertThat(power.rackWatts())
                    .isCloseTo((double) sku.spec().power().peakWatts(), within(0.001));
        }
    }

    @Test
    void eightIdleRacksDrawTheirIdlePower() {
        double watts = 0;
        for (int rack = 0; rack < 8; rack++) {
            RackSimulation simulation = new RackSimulation(TestSkus.gb300(), rack);
            TestModels.run(simulation, 5);
            watts += simulation.readings().rackWatts();
        }

        assertThat(watts).isCloseTo(168_000, within(168_000 * 0.05));
    }

    @ParameterizedTest
    @MethodSource("allSkus")
    void capIsMetInTheStepThatWouldExceedIt(Sku sku) {
        Sku.Power limits = sku.spec().power();
        RackPower power = new RackPower(sku.spec(), 3);
        for (double share = 0; share <= 1.2; share += 0.05) {
            double cap = limits.idleWatts() + share * (limits.peakWatts() - limits.idleWatts());
            for (double use = 0.1; use <= 1; use += 0.1) {
                power.step(load(sku, use), heat(sku), cap);

                assertThat(power.rackWatts()).isLessThanOrEqualTo(cap + 0.001);
                assertThat(power.speed(false)).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void capThatIsNotReachedCostsNoSpeed() {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
        RackPower power = new RackPower(sku.spec(), 3);

        power.step(load(sku, 0.5), heat(sku), 139_000);

        assertThat(power.speed(false)).isEqualTo(1);
    }

    @Test
    void capUnderIdlePowerLeavesAnIdleRack() {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
        RackPower power = new RackPower(sku.spec(), 3);

        power.step(load(sku, 1), heat(sku), 1_000);

        assertThat(power.rackWatts()).isCloseTo(21_000, within(0.001));
        assertThat(power.speed(false)).isZero();
    }

    @Test
    void acceleratorsDifferFromEachOtherAndBetweenSeeds() {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
        RackPower one = new RackPower(sku.spec(), 1);
        RackPower other = new RackPower(sku.spec(), 2);
        one.step(load(sku, 1), heat(sku), NO_CAP);
        other.step(load(sku, 1), heat(sku), NO_CAP);

        assertThat(Arrays.stream(one.watts).distinct().count()).isGreaterThan(60);
        assertThat(one.watts).isNotEqualTo(other.watts);
    }

    @Test
    void hotAcceleratorDrawsLessThanItsNeighbours() {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
        RackPower power = new RackPower(sku.spec(), 1);
        AcceleratorHeat heat = heat(sku);
        BitSet slow = new BitSet();
        slow.set(5);
        heat.holdClock(slow, 0.5);

        power.step(load(sku, 1), heat, NO_CAP);

        assertThat(power.watts[5]).isLessThan(600);
        assertThat(power.watts[6]).isGreaterThan(1_300);
    }

    private static SlotLoad load(Sku sku, double use) {
        SlotLoad load = new SlotLoad(sku.spec().accelerators());
        load.testUse(use);
        return load;
    }

    private static AcceleratorHeat heat(Sku sku) {
        return new AcceleratorHeat(sku.spec(), 40, 1);
    }
}
