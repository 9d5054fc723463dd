package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurnInTest {

    private final StageStory rack = StageStory.of(RackStage.BURNED_IN);

    @Test
    void rackThatBearsItsLoadIsBurnedIn() {
        assertThat(rack.measured(15, Reading.burning()).judge())
                .isEqualTo(
                        new Outcome.Advance(
                                "140 kW, hottest die 71 °C of 87, flow 100% of rated, heat balance"
                                        + " 100%"));
    }

    @Test
    void fourteenSamplesAtLoadAreTooFew() {
        assertThat(rack.measured(14, Reading.burning()).judge())
                .isEqualTo(
                        new Outcome.Stay("the agent says passed; 14 of 15 samples at load seen"));
    }

    @Test
    void onlySamplesAtLoadInARowCount() {
        List<Sample> samples = new ArrayList<>(Reading.burning().times(10).list());
        samples.addAll(Reading.idle().times(1).list());
        samples.addAll(Reading.burning().times(14).list());

        assertThat(new Samples(samples).drawingAtLeast(119_000).count()).isEqualTo(14);
    }

    @Test
    void agentThatSaysPassedWithoutALoadOnTheMeterIsInconclusive() {
        assertThat(rack.measured(Samples.MOST, Reading.idle()).judge())
                .isEqualTo(
                        new Outcome.Inconclusive(
                                "the agent says burned in, the meter shows 21 kW where full load is"
                                        + " 140 kW"));
    }

    @Test
    void stuckFlowSensorIsInconclusiveThoughAllElseIsWell() {
        assertThat(rack.measured(15, Reading.burning().withStuckFlow()).judge())
                .isEqualTo(
                        new Outcome.Inconclusive(
                                "the flow sensor has said exactly 210.0 L/min for 15 samples; it"
                                        + " may be stuck"));
    }

    @Test
    void lowFlowThatTheTemperaturesConfirmIsWorthAnotherTry() {
        assertThat(rack.measured(15, Reading.burning().flow(105_000).returning(57_496)).judge())
                .isEqualTo(
                        new Outcome.Retry("LOW_FLOW", "", "flow 50% of rated, 80 to 125% wanted"));
    }

    @Test
    void flowSensorThatLiesByFortyPercentIsInconclusive() {
        assertThat(rack.measured(15, Reading.burning().flow(126_000)).judge())
                .isEqualTo(
                        new Outcome.Inconclusive(
                                "power, flow and temperatures contradict each other: the coolant"
                                        + " shows 60% of the heat"));
    }

    @Test
    void hotDiesAreQuarantined() {
        assertThat(rack.measured(15, Reading.burning().die(870)).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "LOW_FLOW",
                                "",
                                "hottest die 87 °C, limit 87; throttled 0 accelerator-ms"));
    }

    @Test
    void throttlingIsQuarantinedHoweverShort() {
        assertThat(rack.measured(15, Reading.burning().throttledFor(1)).judge())
                .isInstanceOf(Outcome.Quarantine.class);
    }

    @Test
    void heatFromBeforeTheRequestIsNotHeldAgainstTheRack() {
        Reading burning = Reading.burning();
        assertThat(rack.measured(burning.die(880).throttledFor(8_300), 14, burning).judge())
                .isInstanceOf(Outcome.Advance.class);
    }

    @Test
    void acceleratorThatDiesUnderLoadIsQuarantinedAtOnce() {
        assertThat(rack.measured(1, Reading.burning().dead(1)).judge())
                .isEqualTo(
                        new Outcome.Quarantine(
                                "ACCELERATOR",
                                "",
                                "1 accelerators stopped drawing power under load"));
    }

    @Test
    void loadAndHeatAreToldWhileItBurnsIn() {
        assertThat(rack.agentIsAt(333).measured(1, Reading.burning()).word())
                .contains(new Outcome.Stay("33%, 140 kW, hottest die 71 °C of 87"));
        assertThat(rack.measured(0, Reading.burning()).word())
                .contains(new Outcome.Stay("33%, load begins"));
    }
}
