package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.schemas.LatencyBuckets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaSimulationTest {

    private final RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);
    private final ReplicaSimulation replica = rack.place(TestModels.plan("a", 0, 8));

    @Test
    void replicaLoadsItsWeightsBeforeItServes() {
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
        TestModels.run(rack, 5);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
        TestModels.run(rack, 1);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.SERVING);
        assertThat(rack.readings().memoryUsedMebibytes(0)).isGreaterThan(79_000);
        assertThat(rack.readings().memoryUsedMebibytes(8)).isZero();
    }

    @Test
    void requestThatArrivesWhileWeightsLoadWaitsForThem() {
        replica.offer(0, 100, 10);
        TestModels.run(rack, 7);

        assertThat(replica.requests()).isEqualTo(1);
        assertThat(ttftMillis()).isBetween(4_500.0, 7_000.0);
    }

    @Test
    void completedRequestCountsItsTokens() {
        loaded();
        replica.offer(rack.nowMillis(), 1_000, 50);
        TestModels.run(rack, 5);

        assertThat(replica.requests()).isEqualTo(1);
        assertThat(replica.inputTokens()).isEqualTo(1_000);
        assertThat(replica.outputTokens()).isEqualTo(50);
        assertThat(replica.runningRequests()).isZero();
        assertThat(ttftMillis()).isLessThan(50);
    }

    @Test
    void requestsOfOneTokenEndWithTheirPrefill() {
        loaded();
        replica.offer(rack.nowMillis(), 1_000, 1);
        TestModels.run(rack, 1);

        assertThat(replica.requests()).isEqualTo(1);
        assertThat(replica.outputTokens()).isEqualTo(1);
        assertThat(replica.timePerOutputToken().isEmpty()).isTrue();
    }

    @Test
    void longPromptIsPrefilledInChunksWhileOthersDecode() {
        loaded();
        replica.offer(rack.nowMillis(), 100, 400);
        rack.step(40, 1);
        replica.offer(rack.nowMillis(), 30_000, 10);
        rack.step(40, 1);

        assertThat(replica.queuedRequests()).isEqualTo(1);
        assertThat(replica.outputTokens()).isGreaterThan(1);

        TestModels.run(rack, 20);
        assertThat(replica.requests()).isEqualTo(2);
    }

    @Test
    void fullQueueRejectsAndCounts() {
        loaded();
        for (int i = 0; i < RequestQueue.LIMIT + 5; i++) {
            replica.offer(rack.nowMillis(), 1_000, 10);
        }

        assertThat(replica.queuedRequests()).isEqualTo(RequestQueue.LIMIT);
        assertThat(replica.rejected()).isEqualTo(5);
    }

    @Test
    void drainingReplicaFinishesWhatItHasAndTakesNothingNew() {
        loaded();
        replica.offer(rack.nowMillis(), 100, 200);
        rack.step(40, 1);
        replica.drain(true);
        replica.offer(rack.nowMillis(), 100, 200);

        assertThat(replica.phase()).isEqualTo(ReplicaPhase.DRAINING);
        assertThat(replica.rejected()).isEqualTo(1);

        TestModels.run(rack, 10);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.STOPPED);
        assertThat(replica.requests()).isEqualTo(1);
        assertThat(rack.readings().memoryUsedMebibytes(0)).isZero();
    }

    @Test
    void drainedReplicaThatIsWantedAgainLoadsAgain() {
        loaded();
        replica.drain(true);
        rack.step(40, 1);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.STOPPED);

        replica.drain(false);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
    }

    @Test
    void suspendedReplicaDrawsIdlePowerAndKeepsItsWeightsAndItsWork() {
        loaded();
        replica.offer(rack.nowMillis(), 100, 5_000);
        TestModels.run(rack, 1);
        assertThat(rack.readings().rackWatts()).isGreaterThan(21_100);

        replica.suspend(true);
        rack.step(40, 1);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.SUSPENDED);
        assertThat(rack.readings().rackWatts()).isEqualTo(21_000);
        long tokens = replica.outputTokens();
        TestModels.run(rack, 5);
        assertThat(replica.outputTokens()).isEqualTo(tokens);

        replica.suspend(false);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.SERVING);
        TestModels.run(rack, 60);
        assertThat(replica.outputTokens()).isEqualTo(5_000);
        assertThat(replica.rejected()).isZero();
    }

    @Test
    void requestsWaitAtASuspendedReplicaUpToTheQueuesLimit() {
        loaded();
        replica.suspend(true);
        for (int i = 0; i < RequestQueue.LIMIT + 3; i++) {
            replica.offer(rack.nowMillis(), 100, 10);
        }
        TestModels.run(rack, 1);

        assertThat(replica.queuedRequests()).isEqualTo(RequestQueue.LIMIT);
        assertThat(replica.rejected()).isEqualTo(3);
    }

    @Test
    void suspendedReplicaThatIsToDrainGivesUpItsWorkAndStops() {
        loaded();
        replica.offer(rack.nowMillis(), 100, 5_000);
        TestModels.run(rack, 1);
        replica.suspend(true);
        replica.drain(true);
        rack.step(40, 1);

        assertThat(replica.phase()).isEqualTo(ReplicaPhase.STOPPED);
        assertThat(replica.rejected()).isEqualTo(1);
    }

    @Test
    void replicaWithoutPowerStopsAndLoadsAgainAfterwards() {
        loaded();
        replica.offer(rack.nowMillis(), 100, 5_000);
        TestModels.run(rack, 1);

        rack.energize(false);
        rack.step(40, 1);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.STOPPED);
        assertThat(rack.readings().rackWatts()).isZero();

        rack.energize(true);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.LOADING);
    }

    @Test
    void prefillReplicaHandsOnAfterTheFirstToken() {
        ReplicaSimulation prefill =
                rack.place(
                        new ReplicaPlan(
                                "p",
                                TestModels.deepseek(),
                                ReplicaRole.PREFILL,
                                TestModels.slots(8, 8)));
        TestModels.run(rack, 7);
        prefill.offer(rack.nowMillis(), 1_000, 300);
        TestModels.run(rack, 1);

        assertThat(prefill.requests()).isEqualTo(1);
        assertThat(prefill.outputTokens()).isEqualTo(1);
    }

    @Test
    void takenOrMissingAcceleratorsAreNotGivenOut() {
        assertThatThrownBy(() -> rack.place(TestModels.plan("b", 7, 2)))
                .hasMessageContaining("accelerator 7")
                .hasMessageContaining("replica a");
        assertThatThrownBy(() -> rack.place(TestModels.plan("b", 71, 8)))
                .hasMessageContaining("accelerator 72");
    }

    @Test
    void modelThatDoesNotFitIsRefusedWithTheNumbers() {
        assertThatThrownBy(() -> rack.place(TestModels.plan("b", 8, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("671 GB of weights")
                .hasMessageContaining("Give the replica more accelerators");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noRequestAndNoTokenIsLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReplicaSimulation small =
                rack.place(
                        new ReplicaPlan(
                                "small",
                                TestModels.llama70b(),
                                ReplicaRole.AGGREGATED,
                                TestModels.slots(8, 1)));
        long offered = 0;
        long offeredInput = 0;
        long offeredOutput = 0;
        for (int step = 0; step < 600; step++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                int input = 1 + random.nextInt(4_000);
                int output = 1 + random.nextInt(300);
                small.offer(rack.nowMillis() + random.nextInt(100), input, output);
                offered++;
                offeredInput += input;
                offeredOutput += output;
            }
            rack.step(40, 0.5 + random.nextDouble() / 2);
            assertThat(
                            small.requests()
                                    + small.queuedRequests()
                                    + small.runningRequests()
                                    + small.rejected())
                    .isEqualTo(offered);
        }
        assertThat(small.rejected()).isZero();
        TestModels.run(rack, 900);

        assertThat(small.requests()).isEqualTo(offered);
        assertThat(small.inputTokens()).isEqualTo(offeredInput);
        assertThat(small.outputTokens()).isEqualTo(offeredOutput);
    }

    private void loaded() {
        TestModels.run(rack, 6);
        assertThat(replica.phase()).isEqualTo(ReplicaPhase.SERVING);
    }

    private double ttftMillis() {
        return LatencyBuckets.percentileMillis(replica.timeToFirstToken().toArray(), 0.5)
                .orElseThrow();
    }
}
