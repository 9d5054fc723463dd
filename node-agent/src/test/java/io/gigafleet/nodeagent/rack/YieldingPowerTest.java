package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who gives up watts first under a cap. */
class YieldingPowerTest {

    private final Sku.Spec sku = TestSkus.gb300();
    private final RackPower power = new RackPower(sku, 3);
    private final AcceleratorHeat cool = new AcceleratorHeat(sku, 40, 1);
    private final SlotLoad load = new SlotLoad(sku.accelerators());

    @Test
    void yieldingWorkGivesUpItsClockBeforeOthersLoseAny() {
        double cap = 110_000;

        power.step(busyOfWhichYield(24), cool, cap);

        assertThat(power.rackWatts()).isEqualTo(cap);
        assertThat(power.speed(false)).isEqualTo(1);
        assertThat(power.speed(true)).isBetween(0.2, 0.7);
        assertThat(power.watts[0]).isLessThan(600);
        assertThat(power.watts[70]).isGreaterThan(1_300);
    }

    @Test
    void othersLoseClockOnlyWhenYieldingWorkStandsStill() {
        power.step(busyOfWhichYield(24), cool, 70_000);

        assertThat(power.rackWatts()).isEqualTo(70_000);
        assertThat(power.speed(true)).isZero();
        assertThat(power.watts[0]).isCloseTo(150, within(0.001));
        assertThat(power.speed(false)).isBetween(0.5, 0.99);
    }

    @Test
    void wattsOfBothGroupsAddUpToTheCapWhateverItIs() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 2_000; round++) {
            for (int slot = 0; slot < sku.accelerators(); slot++) {
                double use = random.nextInt(3) == 0 ? 0 : random.nextDouble();
                load.use(slot, use, random.nextBoolean());
            }
            double cap = 15_000 + random.nextDouble() * 130_000;
            power.step(load, cool, cap);

            double swing = Arrays.stream(power.watts).sum() - 72 * 150;
            double rack = 21_000 + swing * sku.rackWattsPerAcceleratorWatt();
            assertThat(power.rackWatts()).isCloseTo(rack, within(0.01));
            assertThat(power.rackWatts()).isLessThanOrEqualTo(Math.max(21_000, cap));
            if (power.speed(false) < 1) {
                assertThat(power.speed(true)).isZero();
            }
        }
    }

    @Test
    void preemptibleReplicaSlowsDownAndItsNeighbourDoesNot() {
        RackSimulation rack = new RackSimulation(sku, 7);
        ReplicaSimulation firm = rack.place(TestModels.plan("firm", 0, 8));
        ReplicaSimulation soft = rack.place(TestModels.plan("soft", 8, 8));
        rack.yields(soft, true);
        TestModels.run(rack, 7);
        busy(rack, 60);
        double uncapped = rack.readings().rackWatts();
        long firmBefore = firm.outputTokens();
        long softBefore = soft.outputTokens();
        busy(rack, 10);
        long firmUncapped = firm.outputTokens() - firmBefore;
        long softUncapped = soft.outputTokens() - softBefore;

        rack.cap(uncapped - 5_000);
        firmBefore = firm.outputTokens();
        softBefore = soft.outputTokens();
        busy(rack, 10);

        assertThat(rack.readings().clock(0)).isEqualTo(1);
        assertThat(rack.readings().clock(8)).isLessThan(0.95);
        assertThat(firm.outputTokens() - firmBefore)
                .isBetween(firmUncapped * 95 / 100, firmUncapped * 105 / 100);
        assertThat(soft.outputTokens() - softBefore).isLessThan(softUncapped * 95 / 100);
    }

    @Test
    void yieldingReplicaThatStandsStillResumesWhenTheCapIsLifted() {
        RackSimulation rack = new RackSimulation(sku, 7);
        ReplicaSimulation soft = rack.place(TestModels.plan("soft", 8, 8));
        rack.yields(soft, true);
        TestModels.run(rack, 7);
        busy(rack, 2);
        rack.cap(21_000);
        busy(rack, 1);
        long stood = soft.outputTokens();
        busy(rack, 5);
        assertThat(soft.outputTokens()).isEqualTo(stood);
        assertThat(rack.readings().rackMaxWatts()).isGreaterThan(21_000);
        rack.beginInterval();
        busy(rack, 2);
        assertThat(rack.readings().rackMaxWatts()).isEqualTo(21_000);

        rack.cap(Double.POSITIVE_INFINITY);
        busy(rack, 2);
        assertThat(soft.outputTokens()).isGreaterThan(stood);
    }

    private static void busy(RackSimulation rack, int seconds) {
        for (int step = 0; step < seconds * TestModels.STEPS_PER_SECOND; step++) {
            TestModels.topUp(rack, 20, 512, 256);
            rack.step(40, 1);
        }
    }

    private SlotLoad busyOfWhichYield(int yielding) {
        for (int slot = 0; slot < sku.accelerators(); slot++) {
            load.use(slot, 1, slot < yielding);
        }
        return load;
    }
}
