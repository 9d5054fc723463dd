package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.gigafleet.schemas.LatencyBuckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the serving and power models to published readings of DeepSeek-V3.1 (671 billion
 * parameters, fp8) on eight B200: watts per GPU and tokens per second of all eight at three batch
 * sizes, and 128 ms between tokens at the largest; design page, section 8.
 */
class CalibrationTest {

    private static final double PERCENT = 10;

    @ParameterizedTest
    @CsvSource({"8, 482, 450", "128, 704, 2907", "1024, 704, 7298"})
    void decodingMeetsPublishedPowerAndThroughput(
            int batch, double wattsPerGpu, double tokensPerSecond) {
        RackSimulation server = decoding(batch);
        ReplicaSimulation replica = server.replicas().getFirst();

        long before = replica.outputTokens();
        double watts = 0;
        int seconds = 20;
        int steps = seconds * TestModels.STEPS_PER_SECOND;
        for (int step = 0; step < steps; step++) {
            server.step(40, 1);
            for (int slot = 0; slot < 8; slot++) {
                watts += server.readings().acceleratorWatts(slot) / 8 / steps;
            }
        }

        assertThat(replica.runningRequests()).isEqualTo(batch);
        assertThat(watts).isCloseTo(wattsPerGpu, withinPercentage(PERCENT));
        assertThat((replica.outputTokens() - before) / (double) seconds)
                .isCloseTo(tokensPerSecond, withinPercentage(PERCENT));
    }

    @Test
    void timeBetweenTokensAtTheLargestBatchIsAsPublished() {
        ServingCost cost = new ServingCost(TestModels.deepseek(), TestSkus.eightB200(), 8);

        assertThat(cost.decodeMillis(1_024)).isCloseTo(128, withinPercentage(PERCENT));
    }

    /** 52,300 input tokens/s on eight H100 of 1,979 dense fp8 teraflops each (LMSYS, May 2025). */
    @Test
    void prefillUsesComputeAsWellAsPublishedOnH100() {
        double h100Operations = 8 * 1.979e15;
        double b200Operations = 8 * 5e15;
        double expectedTokensPerSecond = 52_300 * b200Operations / h100Operations;

        ServingCost cost = new ServingCost(TestModels.deepseek(), TestSkus.eightB200(), 8);

        assertThat(1_000 / cost.prefillMillis(1))
                .isCloseTo(expectedTokensPerSecond, withinPercentage(PERCENT));
    }

    @Test
    void fasterMemoryDecodesFaster() {
        double onGb300 =
                new ServingCost(TestModels.deepseek(), TestSkus.gb300(), 8).decodeMillis(64);
        double onVeraRubin =
                new ServingCost(TestModels.deepseek(), TestSkus.named("vera-rubin-nvl72"), 8)
                        .decodeMillis(64);

        assertThat(onVeraRubin).isLessThan(onGb300);
    }

    @Test
    void deepseekLoadsInSecondsOnEightAccelerators() {
        ServingCost cost = new ServingCost(TestModels.deepseek(), TestSkus.gb300(), 8);

        // 671 GB at 8 * 20 GB/s, after 1.5 s of process start.
        assertThat(cost.loadMillis()).isCloseTo(5_694, withinPercentage(0.1));
    }

    @Test
    void perRequestLatencyIsTheIterationTime() {
        RackSimulation server = decoding(0);
        ReplicaSimulation replica = server.replicas().getFirst();
        replica.offer(server.nowMillis(), 64, 200);
        TestModels.run(server, 10);

        double iteration =
                new ServingCost(TestModels.deepseek(), TestSkus.eightB200(), 8).decodeMillis(1);
        assertThat(
                        LatencyBuckets.percentileMillis(replica.timePerOutputToken().toArray(), 0.5)
                                .orElseThrow())
                .isCloseTo(iteration, withinPercentage(20));
    }

    /** A server whose one replica decodes a batch that does not change for a long time. */
    private static RackSimulation decoding(int batch) {
        RackSimulation server = new RackSimulation(TestSkus.eightB200(), 1);
        ReplicaSimulation replica = server.place(TestModels.plan("r", 0, 8));
        TestModels.run(server, 8);
        for (int i = 0; i < batch; i++) {
            replica.offer(server.nowMillis(), 16, 8_000);
        }
        TestModels.run(server, 5);
        return server;
    }
}
