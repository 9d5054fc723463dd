package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

/** No watt is asked for that is not there. */
class RolloutPowerTest {

    private static final String ALL_AT_ONCE = "canary: 4, soak: 10m";

    @Test
    void rackWithoutPowerHoldsNone() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet(), ALL_AT_ONCE)
                        .until("r0", RackStage.INSTALLED);

        assertThat(story.heldWatts()).isZero();
    }

    @Test
    void burnInsFollowOneAnotherAsTheRampAllows() {
        RolloutStory story =
                RolloutStory.commission(
                                new TestFleet(), ALL_AT_ONCE + ", rampMegawattsPerMinute: 0.15")
                        .until("r0", RackStage.BURNED_IN);
        assertThat(story.reason("r1"))
                .isEqualTo("waits for the ramp: needs 119 kW, 31 kW left this minute");

        assertThat(story.rounds(1).rack("r1").isAskedFor(RackStage.BURNED_IN)).isTrue();
    }

    @Test
    void noMinuteAddsMoreThanTheRamp() {
        RolloutStory story =
                RolloutStory.commission(
                        new TestFleet().rows(2, 8),
                        "canary: 16, soak: 10m, rampMegawattsPerMinute: 0.13");
        long before = 0;
        do {
            story.round();
            assertThat(story.heldWatts() - before).isLessThanOrEqualTo(130_000);
            before = story.heldWatts();
        } while (story.state().phase() == Phase.RUNNING);

        assertThat(story.racksIn(State.DONE)).hasSize(16);
    }

    @Test
    void rackWaitsForTheHeadroomOfItsDomains() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet().siteWatts(250_000), ALL_AT_ONCE)
                        .until("r0", RackStage.BURNED_IN);
        assertThat(story.reason("r1")).isEqualTo("waits for power of site: needs 119 kW, has 47");

        while (story.rounds(1).state().phase() == Phase.RUNNING) {
            assertThat(story.heldWatts()).isLessThanOrEqualTo(250_000);
        }
        assertThat(story.racksIn(State.DONE)).hasSize(4);
    }

    @Test
    void rackWaitsForTheCoolingOfItsLoop() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet().loopHeatWatts(200_000), ALL_AT_ONCE)
                        .until("r0", RackStage.BURNED_IN);

        assertThat(story.reason("r1"))
                .isEqualTo("waits for cooling of loop-0: needs 104 kW, has 60");
        assertThat(story.rack("r2").isAskedFor(RackStage.BURNED_IN)).as("other loop").isTrue();
    }

    @Test
    void servicesThatWaitForPowerComeFirst() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet(), ALL_AT_ONCE).starved("row-0").rounds(60);
        assertThat(story.rack("r0").stage()).isEqualTo(RackStage.INSTALLED);
        assertThat(story.reason("r0"))
                .isEqualTo("waits for services: they wait for power of row-0");

        story.starved().until(Phase.COMPLETED);
    }

    @Test
    void servicesThatWaitForCoolingComeFirst() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet(), ALL_AT_ONCE).starved("loop-0").rounds(60);

        assertThat(story.reason("r0"))
                .isEqualTo("waits for services: they wait for cooling of loop-0");
        assertThat(story.racksIn(State.DONE)).containsExactly("r2", "r3");
    }

    @Test
    void burnInHoldsItsFullLoadAndThenIdle() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet(), "canary: 1, soak: 10m")
                        .until("r0", RackStage.BURNED_IN);
        assertThat(story.rack("r0").heldWatts()).isEqualTo(140_000);

        story.until("r0", State.DONE);
        assertThat(story.rack("r0").heldWatts()).isEqualTo(21_000);
    }

    @Test
    void quarantinedRackHoldsItsPowerUntilItIsProvenOff() {
        RolloutStory story =
                RolloutStory.commission(new TestFleet(), "canary: 1, failures: {max: 4}")
                        .fails("r0", RackStage.BURNED_IN, Fault.ACCELERATOR)
                        .until("r0", State.QUARANTINED);
        assertThat(story.rack("r0").heldWatts()).isEqualTo(140_000);

        assertThat(story.fallsSilent("r0").rounds(5).rack("r0").heldWatts()).isEqualTo(140_000);
        assertThat(story.isHeardAgain("r0").rounds(1).rack("r0").heldWatts()).isZero();
    }
}
