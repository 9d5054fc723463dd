package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Temperatures against what is published: 1.5 L/min per kW and a coolant of 25% propylene glycol
 * give 10 K between supply and return (NVIDIA DSX reference design, flow of 1.25 to 2.0); slowdown
 * at 87 °C and shutdown at 92 °C are usual settings of data-centre GPUs. The rise of a die over its
 * coolant is assumed, so that a rack at peak on design supply stays under its slowdown limit.
 */
class RackHeatTest {

    static Stream<Sku> allSkus() {
        return SkuCatalogue.builtIn().skus().stream();
    }

    @ParameterizedTest
    @MethodSource("allSkus")
    void rackAtPeakOnDesignSupplyStaysUnderItsSlowdownLimit(Sku sku) {
        RackCoolant coolant = new RackCoolant(sku.spec());
        AcceleratorHeat heat = new AcceleratorHeat(sku.spec(), coolant.meanCelsius(), 5);
        double[] watts = new double[sku.spec().accelerators()];
        Arrays.fill(watts, (double) sku.spec().power().acceleratorPeakWatts());
        double rackHeat = sku.spec().power().peakWatts() * sku.spec().cooling().liquidFraction();

        for (int step = 0; step < 10 * 900; step++) {
            coolant.step(rackHeat, sku.spec().cooling().supplyCelsius(), 0.1);
            heat.step(watts, coolant.meanCelsius(), 1, 0.1);
        }

        assertThat(heat.hottestDieCelsius())
                .isBetween(65.0, sku.spec().limits().slowdownCelsius() - 3);
        assertThat(heat.hottestMemoryCelsius()).isLessThan(sku.spec().limits().memoryCelsius() - 5);
        assertThat(heat.thermalClock).containsOnly(1.0);
        // 1.5 L/min per kW take the heat away at 10 K, less what goes to the air.
        assertThat(coolant.returnCelsius() - coolant.supplyCelsius())
                .isCloseTo(10 * sku.spec().cooling().liquidFraction(), within(0.5));
    }

    /** Half the flow makes twice the difference: the heat is the same. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.75, 0.9, 1})
    void differenceBetweenSupplyAndReturnGoesByTheInverseOfTheFlow(double flowShare) {
        Sku.Spec sku = TestSkus.gb300();
        RackCoolant coolant = new RackCoolant(sku);
        coolant.flowShare(flowShare);
        coolant.step(100_000, 40, 3_600);

        double litersPerMinute = 1.5 * 140 * flowShare;
        double kilowattsPerKelvin = litersPerMinute / 60 * 1.02 * 3.9;
        assertThat(coolant.returnCelsius() - 40)
                .isCloseTo(100 / kilowattsPerKelvin, withinPercentage(0.1));
    }

    @Test
    void dieFollowsPowerWithinSecondsAndCoolantWithinMinutes() {
        RackSimulation rack = TestModels.loadedRack(1);
        double dieBefore = rack.readings().dieCelsius(0);
        double returnBefore = rack.readings().returnCelsius();
        work(rack, 12, 40, 1);
        double dieRise = rack.readings().dieCelsius(0) - dieBefore;
        double returnRise = rack.readings().returnCelsius() - returnBefore;
        work(rack, 600, 40, 1);

        assertThat(dieRise).isGreaterThan((rack.readings().dieCelsius(0) - dieBefore) * 0.6);
        assertThat(returnRise).isLessThan((rack.readings().returnCelsius() - returnBefore) * 0.3);
    }

    @Test
    void hotSupplySlowsTheAcceleratorsDownAtTheirLimit() {
        RackSimulation rack = TestModels.loadedRack(1);

        work(rack, 120, 72, 1);

        assertThat(rack.thermalThrottleMillis()).isPositive();
        assertThat(rack.tripCause()).isEmpty();
        for (int slot = 0; slot < 72; slot++) {
            assertThat(rack.readings().dieCelsius(slot)).isBetween(80.0, 89.0);
        }
    }

    @Test
    void rackWithoutFlowHeatsSanelyAndTrips() {
        RackSimulation rack = TestModels.loadedRack(1);
        work(rack, 30, 40, 1);

        int steps = 0;
        double hottest = 0;
        while (rack.tripCause().isEmpty() && steps < 6_000) {
            TestModels.topUp(rack, 20, 512, 256);
            rack.step(40, 0);
            hottest = Math.max(hottest, rack.readings().dieCelsius(0));
            steps++;
        }

        assertThat(rack.tripCause().orElseThrow())
                .isInstanceOfSatisfying(
                        TripCause.Overheated.class,
                        cause -> assertThat(cause.detail()).contains("limit"));
        assertThat(hottest).isBetween(85.0, 110.0);
        assertThat(rack.readings().flowLitersPerMinute()).isZero();
        assertThat(rack.readings().heatToLoopWatts()).isZero();
        assertThat(rack.readings().returnCelsius()).isBetween(40.0, 110.0);
    }

    @Test
    void rackWithoutPowerCoolsDown() {
        RackSimulation rack = TestModels.loadedRack(1);
        work(rack, 30, 40, 1);

        rack.energize(false);
        TestModels.run(rack, 300);

        assertThat(rack.readings().rackWatts()).isZero();
        assertThat(rack.readings().dieCelsius(10)).isCloseTo(40, within(1.0));
        assertThat(rack.tripCause()).isEmpty();
    }

    @Test
    void twoWetTraysTripAtOnceAndOneTripsAfterItsGrace() {
        RackSimulation two = new RackSimulation(TestSkus.gb300(), 1);
        two.leak(trays(3, 4));
        two.step(40, 1);
        assertThat(two.tripCause()).containsInstanceOf(TripCause.Leaked.class);

        RackSimulation one = new RackSimulation(TestSkus.gb300(), 1);
        one.leak(trays(3));
        TestModels.run(one, 59);
        assertThat(one.tripCause()).isEmpty();
        TestModels.run(one, 1);
        assertThat(one.tripCause()).containsInstanceOf(TripCause.Leaked.class);
    }

    @Test
    void wetRackTripsAndADrySensorDoesNot() {
        RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);
        rack.leak(new LeakState.WholeRack());
        rack.step(40, 1);
        assertThat(rack.tripCause()).containsInstanceOf(TripCause.Leaked.class);

        rack.leak(LeakState.DRY);
        rack.step(40, 1);
        assertThat(rack.tripCause()).isEmpty();
    }

    private static LeakState trays(int... wet) {
        BitSet trays = new BitSet();
        for (int tray : wet) {
            trays.set(tray);
        }
        return new LeakState.Trays(trays);
    }

    private static void work(RackSimulation rack, int seconds, double supply, double pump) {
        for (int step = 0; step < seconds * 10; step++) {
            TestModels.topUp(rack, 20, 2_048, 64);
            rack.step(supply, pump);
        }
    }
}
