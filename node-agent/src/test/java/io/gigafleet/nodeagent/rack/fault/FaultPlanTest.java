package io.gigafleet.nodeagent.rack.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.nodeagent.rack.TestSkus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which racks have which faults. */
class FaultPlanTest {

    private static final String BATCH = "2026-w44";
    private static final String FIRMWARE = "25.10.3";

    @Test
    void faultsGoByRackBatchVersionOrEverywhere() {
        String spec =
                "leak=r5, missing-tray=batch:2026-w44,burn-in-firmware=version:25.10.3,"
                        + "flow-sensor=*";

        assertThat(faults(spec, "r5", 0))
                .containsExactlyInAnyOrder(
                        RackFault.LEAK,
                        RackFault.MISSING_TRAY,
                        RackFault.BURN_IN_FIRMWARE,
                        RackFault.FLOW_SENSOR);
        assertThat(faults("leak=r5,wrong-rack=batch:other,accelerator=version:1", "r6", 0))
                .isEmpty();
    }

    @Test
    void repairMendsARackButNoVersionOfFirmware() {
        String spec = "leak=r5,low-flow=batch:2026-w44,burn-in-firmware=version:25.10.3,random=1";

        assertThat(faults(spec, "r5", 1)).containsExactly(RackFault.BURN_IN_FIRMWARE);
    }

    @Test
    void faultMadeAfterARepairLastsUntilTheNextOne() {
        RackFaults faults = new RackFaults(FaultPlan.parse("leak=r1"), 1, "r1", TestSkus.gb300());
        faults.make(new RackFaults.OnDemand(RackFault.LOW_FLOW, 1));

        assertThat(faults.active(traits("r1", 1))).containsExactly(RackFault.LOW_FLOW);
        assertThat(faults.active(traits("r1", 2))).isEmpty();
    }

    @Test
    void mendingEndsWhatThePlanSaysToo() {
        RackFaults faults =
                new RackFaults(
                        FaultPlan.parse("leak=r1,burn-in-firmware=version:25.10.3"),
                        1,
                        "r1",
                        TestSkus.gb300());
        faults.make(new RackFaults.OnDemand(RackFault.LOW_FLOW, 0));
        faults.mend();

        assertThat(faults.active(traits("r1", 0))).containsExactly(RackFault.BURN_IN_FIRMWARE);
    }

    @Test
    void randomGivesItsShareOfRacksOneFaultEachAndEveryKindOfIt() {
        FaultPlan plan = FaultPlan.parse("random=0.03");
        Set<RackFault> kinds = EnumSet.noneOf(RackFault.class);
        int broken = 0;
        for (int i = 0; i < 20_000; i++) {
            Set<RackFault> faults = plan.of(traits("r" + i, 0), false, 7);
            assertThat(faults).hasSizeLessThanOrEqualTo(1);
            broken += faults.size();
            kinds.addAll(faults);
        }

        assertThat(broken / 20_000.0).isCloseTo(0.03, within(0.005));
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        RackFault.MISSING_TRAY,
                        RackFault.WRONG_FIRMWARE,
                        RackFault.LEAK,
                        RackFault.LOW_FLOW,
                        RackFault.ACCELERATOR,
                        RackFault.SWITCH_TRAY);
    }

    @Test
    void randomDependsOnTheSeedAndNothingElse() {
        assertThat(brokenRacks(7)).isEqualTo(brokenRacks(7)).isNotEqualTo(brokenRacks(8));
    }

    @Test
    void rackWithoutSwitchTraysHasNoneThatFails() {
        RackFaults faults =
                new RackFaults(
                        FaultPlan.parse("switch-tray=*"), 1, "r1", TestSkus.named("groq3-lpx"));

        assertThat(faults.active(traits("r1", 0))).isEmpty();
    }

    @Test
    void specThatMakesNoSenseIsExplained() {
        assertThatThrownBy(() -> FaultPlan.parse("leek=r5")).hasMessageContaining("Maybe 'leak'?");
        assertThatThrownBy(() -> FaultPlan.parse("leak"))
                .hasMessageContaining("'leak' is not FAULT=WHERE");
        assertThatThrownBy(() -> FaultPlan.parse("leak=")).hasMessageContaining("names no rack");
        assertThatThrownBy(() -> FaultPlan.parse("leak=batch:"))
                .hasMessageContaining("names no rack");
        assertThatThrownBy(() -> FaultPlan.parse("leak=row:1"))
                .hasMessageContaining("neither batch:NAME nor version:NAME");
        assertThatThrownBy(() -> FaultPlan.parse("random=3"))
                .hasMessageContaining("random=3.0 is no probability");
        assertThatThrownBy(() -> FaultPlan.parse("random=some"))
                .hasMessageContaining("random=some is no probability");
        assertThatThrownBy(() -> FaultPlan.parse("random=0.1,random=0.2"))
                .hasMessageContaining("given twice");
        assertThatThrownBy(() -> FaultPlan.parse("")).hasMessageContaining("FAULT=WHERE");
    }

    private static List<Integer> brokenRacks(long seed) {
        FaultPlan plan = FaultPlan.parse("random=0.1");
        return IntStream.range(0, 300)
                .filter(i -> !plan.of(traits("r" + i, 0), false, seed).isEmpty())
                .boxed()
                .toList();
    }

    private static Set<RackFault> faults(String spec, String rack, int repairs) {
        return FaultPlan.parse(spec).of(traits(rack, repairs), false, 1);
    }

    private static RackTraits traits(String rack, int repairs) {
        return new RackTraits(rack, BATCH, List.of(FIRMWARE), repairs);
    }
}
