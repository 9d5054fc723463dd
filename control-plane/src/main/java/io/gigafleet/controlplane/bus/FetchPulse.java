package io.gigafleet.controlplane.bus;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Tells when a broker last answered a fetch. A poll returns empty both when nothing is new and when
 * no broker is there; only the client's count of answered fetches tells them apart (an idle broker
 * answers all the same).
 */
final class FetchPulse {

    private final Metric answeredFetches;
    private double seen;
    private long answeredAtMillis;

    FetchPulse(Consumer<?, ?> consumer) {
        this.answeredFetches =
                consumer.metrics().entrySet().stream()
                        .filter(entry -> isTotal(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the Kafka client has no metric fetch-total"));
        this.seen = count();
    }

    private static boolean isTotal(MetricName name) {
        return name.name().equals("fetch-total")
                && name.group().equals("consumer-fetch-manager-metrics")
                && name.tags().size() == 1;
    }

    private double count() {
        return answeredFetches.metricValue() instanceof Double value ? value : 0;
    }

    /** Looks at the count; returns when it was last seen to have grown, 0 if never. */
    long look(long nowMillis) {
        double now = count();
        if (now > seen) {
            seen = now;
            answeredAtMillis = nowMillis;
        }
        return answeredAtMillis;
    }
}
