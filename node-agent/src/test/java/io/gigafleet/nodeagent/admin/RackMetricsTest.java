package io.gigafleet.nodeagent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import org.junit.jupiter.api.Test;

class RackMetricsTest {

    private static final RackTelemetry RECORD =
            RackTelemetry.newBuilder()
                    .setRackId("r\"1")
                    .addAcceleratorWatts(700)
                    .addAcceleratorWatts(710)
                    .addAcceleratorDieDeciCelsius(655)
                    .addAcceleratorDieDeciCelsius(661)
                    .addAcceleratorMemoryDeciCelsius(700)
                    .addAcceleratorMemoryDeciCelsius(701)
                    .addAcceleratorUtilizationPermille(500)
                    .addAcceleratorUtilizationPermille(1_000)
                    .addAcceleratorClockPermille(1_000)
                    .addAcceleratorClockPermille(1_000)
                    .addAcceleratorMemoryUsedMib(80_000)
                    .addAcceleratorMemoryUsedMib(80_000)
                    .setRackWatts(120_000)
                    .setLeak(LeakState.LEAK_STATE_TRAY)
                    .addReplicas(
                            ReplicaTelemetry.newBuilder()
                                    .setReplicaId("a")
                                    .setOutputTokens(1_234_567)
                                    .setTimeToFirstToken(
                                            LatencyHistogram.newBuilder()
                                                    .setFirstBucket(1)
                                                    .addCounts(3)
                                                    .addCounts(4)))
                    .build();

    private final String text = RackMetrics.of(RECORD);

    @Test
    void acceleratorsGoByDcgmsNames() {
        assertThat(text.lines())
                .contains(
                        "# TYPE DCGM_FI_DEV_GPU_TEMP gauge",
                        "DCGM_FI_DEV_GPU_TEMP{gpu=\"0\",rack=\"r\\\"1\"} 65.5",
                        "DCGM_FI_DEV_POWER_USAGE{gpu=\"1\",rack=\"r\\\"1\"} 710.0",
                        "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",rack=\"r\\\"1\"} 50.0",
                        "DCGM_FI_DEV_FB_USED{gpu=\"0\",rack=\"r\\\"1\"} 80000.0");
    }

    @Test
    void rackAndReplicasAreThere() {
        assertThat(text.lines())
                .contains(
                        "gigafleet_rack_power_watts{rack=\"r\\\"1\"} 120000",
                        "gigafleet_rack_leak{rack=\"r\\\"1\"} 1",
                        "gigafleet_replica_output_tokens_total{rack=\"r\\\"1\",replica=\"a\"}"
                                + " 1234567");
    }

    @Test
    void histogramsAreCumulativeInSeconds() {
        assertThat(text.lines())
                .contains(
                        "gigafleet_replica_time_to_first_token_seconds_bucket"
                                + "{le=\"0.0012\",rack=\"r\\\"1\",replica=\"a\"} 3",
                        "gigafleet_replica_time_to_first_token_seconds_bucket"
                                + "{le=\"0.00144\",rack=\"r\\\"1\",replica=\"a\"} 7",
                        "gigafleet_replica_time_to_first_token_seconds_bucket"
                                + "{le=\"+Inf\",rack=\"r\\\"1\",replica=\"a\"} 7");
    }

    @Test
    void everySampleHasItsType() {
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allSatisfy(
                        line -> {
                            String name =
                                    line.split("[{ ]", 2)[0].replaceAll("_(bucket|count)$", "");
                            assertThat(text).contains("# TYPE " + name + " ");
                        });
    }
}
