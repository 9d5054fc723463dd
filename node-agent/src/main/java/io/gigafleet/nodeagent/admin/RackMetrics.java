package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.admin.MetricsText.Kind;
import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * One rack's last telemetry record as Prometheus metrics. Accelerators go by DCGM's names (NVIDIA
 * DCGM exporter, default counters), so that dashboards made for it work.
 */
final class RackMetrics {

    private final MetricsText text = new MetricsText();
    private final RackTelemetry record;
    private final Map<String, String> rackLabel;

    private RackMetrics(RackTelemetry record) {
        this.record = record;
        rackLabel = Map.of("rack", record.getRackId());
    }

    static String of(RackTelemetry record) {
        RackMetrics metrics = new RackMetrics(record);
        metrics.accelerators();
        metrics.rack();
        metrics.replicas();
        return metrics.text.toString();
    }

    private void accelerators() {
        perAccelerator(
                "DCGM_FI_DEV_GPU_TEMP",
                "Die temperature, C.",
                slot -> record.getAcceleratorDieDeciCelsius(slot) / 10.0);
        perAccelerator(
                "DCGM_FI_DEV_MEMORY_TEMP",
                "Memory temperature, C.",
                slot -> record.getAcceleratorMemoryDeciCelsius(slot) / 10.0);
        perAccelerator("DCGM_FI_DEV_POWER_USAGE", "Power draw, W.", record::getAcceleratorWatts);
        perAccelerator(
                "DCGM_FI_DEV_GPU_UTIL",
                "Utilization, percent.",
                slot -> record.getAcceleratorUtilizationPermille(slot) / 10.0);
        perAccelerator(
                "DCGM_FI_DEV_FB_USED", "Memory in use, MiB.", record::getAcceleratorMemoryUsedMib);
        perAccelerator(
                "gigafleet_accelerator_clock_ratio",
                "Share of full clock.",
                slot -> record.getAcceleratorClockPermille(slot) / 1_000.0);
    }

    private void perAccelerator(String name, String help, IntToDoubleFunction value) {
        text.metric(name, Kind.GAUGE, help);
        for (int slot = 0; slot < record.getAcceleratorWattsCount(); slot++) {
            Map<String, String> labels = new TreeMap<>(rackLabel);
            labels.put("gpu", Integer.toString(slot));
            text.sample(name, labels, value.applyAsDouble(slot));
        }
    }

    private void rack() {
        gauge("gigafleet_rack_power_watts", "Power of the rack.", record.getRackWatts());
        gauge(
                "gigafleet_rack_power_cap_watts",
                "Power cap in force, 0 for none.",
                record.getCapWatts());
        text.metric("gigafleet_rack_energy_joules_total", Kind.COUNTER, "Energy of the rack.")
                .sample(
                        "gigafleet_rack_energy_joules_total",
                        rackLabel,
                        record.getRackEnergyJoules());
        gauge(
                "gigafleet_rack_coolant_supply_celsius",
                "Coolant into the rack.",
                record.getSupplyMilliCelsius() / 1_000.0);
        gauge(
                "gigafleet_rack_coolant_return_celsius",
                "Coolant out of the rack.",
                record.getReturnMilliCelsius() / 1_000.0);
        gauge(
                "gigafleet_rack_coolant_flow_liters_per_minute",
                "Coolant flow.",
                record.getFlowMillilitersPerMinute() / 1_000.0);
        gauge(
                "gigafleet_rack_coolant_pressure_pascals",
                "Coolant pressure at the manifold above ambient; 0 if not filled.",
                record.getCoolantPressurePascals());
        gauge(
                "gigafleet_rack_switch_trays_up",
                "Switch trays of the scale-up fabric that are up.",
                record.getSwitchTraysUp());
        gauge(
                "gigafleet_rack_leak",
                "1 if a leak sensor is wet.",
                switch (record.getLeak()) {
                    case LEAK_STATE_TRAY, LEAK_STATE_RACK -> 1;
                    case LEAK_STATE_DRY,
                            LEAK_STATE_SENSOR_FAULT,
                            LEAK_STATE_UNSPECIFIED,
                            UNRECOGNIZED ->
                            0;
                });
    }

    private void gauge(String name, String help, double value) {
        text.metric(name, Kind.GAUGE, help).sample(name, rackLabel, value);
    }

    private void gauge(String name, String help, long value) {
        text.metric(name, Kind.GAUGE, help).sample(name, rackLabel, value);
    }

    private void replicas() {
        counter("requests", "Requests completed.", ReplicaTelemetry::getRequests);
        counter("input_tokens", "Prompt tokens prefilled.", ReplicaTelemetry::getInputTokens);
        counter("output_tokens", "Tokens generated.", ReplicaTelemetry::getOutputTokens);
        counter(
                "requests_rejected",
                "Requests not taken, the queue was full.",
                ReplicaTelemetry::getRequestsRejected);
        text.metric("gigafleet_replica_queued_requests", Kind.GAUGE, "Requests that wait.");
        for (ReplicaTelemetry replica : record.getReplicasList()) {
            text.sample(
                    "gigafleet_replica_queued_requests",
                    labels(replica),
                    replica.getQueuedRequests());
        }
        text.metric("gigafleet_replica_running_requests", Kind.GAUGE, "Requests that decode.");
        for (ReplicaTelemetry replica : record.getReplicasList()) {
            text.sample(
                    "gigafleet_replica_running_requests",
                    labels(replica),
                    replica.getRunningRequests());
        }
        histogram("time_to_first_token", ReplicaTelemetry::getTimeToFirstToken);
        histogram("time_per_output_token", ReplicaTelemetry::getTimePerOutputToken);
    }

    private void counter(String what, String help, ToLongFunction<ReplicaTelemetry> value) {
        String name = "gigafleet_replica_" + what + "_total";
        text.metric(name, Kind.COUNTER, help);
        for (ReplicaTelemetry replica : record.getReplicasList()) {
            text.sample(name, labels(replica), value.applyAsLong(replica));
        }
    }

    private void histogram(String what, Function<ReplicaTelemetry, LatencyHistogram> value) {
        String name = "gigafleet_replica_" + what + "_seconds";
        text.metric(name, Kind.HISTOGRAM, "Latency, in the fleet's fixed buckets.");
        for (ReplicaTelemetry replica : record.getReplicasList()) {
            LatencyHistogram counts = value.apply(replica);
            List<Long> perBucket = counts.getCountsList();
            long below = 0;
            for (int i = 0; i < perBucket.size(); i++) {
                below += perBucket.get(i);
                double upper = LatencyBuckets.upperMillis(counts.getFirstBucket() + i);
                if (Double.isFinite(upper)) {
                    Map<String, String> labels = labels(replica);
                    labels.put("le", bound(upper / 1_000));
                    text.sample(name + "_bucket", labels, below);
                }
            }
            Map<String, String> labels = labels(replica);
            labels.put("le", "+Inf");
            text.sample(name + "_bucket", labels, below);
            text.sample(name + "_count", labels(replica), below);
        }
    }

    /** A bucket's bound with six digits: short, and the same text in every scrape. */
    static String bound(double seconds) {
        return new BigDecimal(seconds)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private Map<String, String> labels(ReplicaTelemetry replica) {
        Map<String, String> labels = new TreeMap<>(rackLabel);
        labels.put("replica", replica.getReplicaId());
        return labels;
    }
}
