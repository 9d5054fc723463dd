package io.gigafleet.controlplane.telemetry.series;

import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of a roll-up is shown. */
public enum Metric {
    /** Power: the mean, and the highest. */
    WATTS("W"),
    /** Die temperature: the mean, and the hottest. */
    DIE("°C"),
    /** The accelerators' mean utilization. */
    UTILIZATION("share of 1"),
    /** Accelerators below full clock for power, on average. */
    POWER_THROTTLE("accelerators"),
    /** Accelerators below full clock for heat, on average. */
    THERMAL_THROTTLE("accelerators"),
    /** Requests completed. */
    REQUESTS("1/s"),
    /** Output tokens. */
    TOKENS("1/s"),
    /** Time to first token: the median, and the 95th percentile. */
    TTFT("ms"),
    /** Time per output token: the median, and the 95th percentile. */
    TPOT("ms");

    private static final double DECI = 10;
    private static final double PERMILLE = 1_000;

    private final String unit;

    Metric(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /** The word for it in requests: {@code power-throttle}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The metric of that word. */
    public static Optional<Metric> ofWord(String word) {
        return Arrays.stream(values()).filter(metric -> metric.word().equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Metric::word).toList();
    }

    /** What is shown of a rack's window; empty if that is not known of it. */
    Optional<Sample> of(RackRollup row, double seconds) {
        long at = row.startEpochSeconds();
        return switch (this) {
            case WATTS -> Sample.number(at, row.wattsMean(), row.wattsMax());
            case DIE ->
                    Sample.number(
                            at, row.dieDeciCelsiusMean() / DECI, row.dieDeciCelsiusMax() / DECI);
            case UTILIZATION -> Sample.number(at, row.utilizationPermilleMean() / PERMILLE);
            case POWER_THROTTLE ->
                    Sample.number(at, row.powerThrottleMillis() / (PERMILLE * seconds));
            case THERMAL_THROTTLE ->
                    Sample.number(at, row.thermalThrottleMillis() / (PERMILLE * seconds));
            case REQUESTS -> Sample.number(at, row.requests() / seconds);
            case TOKENS -> Sample.number(at, row.outputTokens() / seconds);
            case TTFT -> Sample.latencies(at, row.timeToFirstToken());
            case TPOT -> Optional.empty();
        };
    }

    /** What is shown of a service's window; empty if that is not known of it. */
    Optional<Sample> of(ServiceRollup row, double seconds) {
        long at = row.startEpochSeconds();
        return switch (this) {
            case REQUESTS -> Sample.number(at, row.requests() / seconds);
            case TOKENS -> Sample.number(at, row.outputTokens() / seconds);
            case TTFT -> Sample.latencies(at, row.timeToFirstToken());
            case TPOT -> Sample.latencies(at, row.timePerOutputToken());
            case WATTS, DIE, UTILIZATION, POWER_THROTTLE, THERMAL_THROTTLE -> Optional.empty();
        };
    }

    /** What is shown of a window of a part of the plant; empty if that is not known of it. */
    Optional<Sample> of(PlantRollup row, double seconds) {
        long at = row.startEpochSeconds();
        return switch (this) {
            case WATTS -> Sample.number(at, row.wattsMean(), row.wattsMax());
            case DIE ->
                    Sample.number(
                            at, row.dieDeciCelsiusMean() / DECI, row.dieDeciCelsiusMax() / DECI);
            case UTILIZATION -> Sample.number(at, row.utilizationPermilleMean() / PERMILLE);
            case POWER_THROTTLE ->
                    Sample.number(at, row.powerThrottleMillis() / (PERMILLE * seconds));
            case THERMAL_THROTTLE ->
                    Sample.number(at, row.thermalThrottleMillis() / (PERMILLE * seconds));
            case REQUESTS -> Sample.number(at, row.requests() / seconds);
            case TOKENS -> Sample.number(at, row.outputTokens() / seconds);
            case TTFT, TPOT -> Optional.empty();
        };
    }

    /** Whether the metric is kept of subjects of this kind. */
    public boolean isKeptOf(Subject subject) {
        return switch (subject) {
            case Subject.OfRack ignored -> this != TPOT;
            case Subject.OfService ignored ->
                    this == REQUESTS || this == TOKENS || this == TTFT || this == TPOT;
            case Subject.OfPlant ignored -> this != TTFT && this != TPOT;
        };
    }

    /** Nothing counted is no sample. */
    static boolean isCounted(LatencyCounts counts) {
        return counts.total() > 0;
    }
}
