package io.gigafleet.controlplane.placement.predict;

import io.gigafleet.controlplane.placement.predict.PredictedPower.Key;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Share;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells apart what services draw that share racks. What racks of different mixes drew in the same
 * minute says what one accelerator of each service draws: each round raises or lowers every service
 * by how much its racks drew more or less than it and its neighbours were taken for, weighted by
 * accelerators (Richardson and Lucy's iteration, 1972; draws stay positive). Where all racks have
 * the same mix nothing can be told apart, and what was planned stands.
 */
final class MinuteDraws {

    /** Rounds of one minute; what is left is mended in the next, which begins where this ended. */
    private static final int ROUNDS = 10;

    private final Map<Key, Double> believed = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    /** One rack's minute. */
    private record Sample(Sku sku, double wattsAboveIdle, List<Share> shares) {}

    /** Takes what one accelerator of a service drew on a rack. */
    interface Sink {
        /**
         * Takes a draw.
         *
         * @param rackWatts above idle that it added to its rack
         */
        void add(Sku sku, Key key, double rackWatts);
    }

    void observe(Sku sku, double wattsAboveIdle, List<Share> shares) {
        for (Share share : shares) {
            believed.putIfAbsent(
                    key(sku, share), Math.max(1.0, share.plannedWatts()) / share.accelerators());
        }
        samples.add(new Sample(sku, wattsAboveIdle, shares));
    }

    /** Shares out what all racks drew in this minute, in the order they were observed. */
    void endMinute(Sink sink) {
        for (int round = 0; round < ROUNDS; round++) {
            improve();
        }
        for (Sample sample : samples) {
            double ratio = sample.wattsAboveIdle() / expected(sample);
            for (Share share : sample.shares()) {
                Key key = key(sample.sku(), share);
                sink.add(sample.sku(), key, of(key) * ratio);
            }
        }
        samples.clear();
    }

    private void improve() {
        Map<Key, double[]> sums = new HashMap<>();
        for (Sample sample : samples) {
            double ratio = sample.wattsAboveIdle() / expected(sample);
            for (Share share : sample.shares()) {
                double[] sum =
                        sums.computeIfAbsent(key(sample.sku(), share), ignored -> new double[2]);
                sum[0] += share.accelerators() * ratio;
                sum[1] += share.accelerators();
            }
        }
        sums.forEach(
                (key, sum) -> believed.merge(key, sum[0] / sum[1], (was, by) -> floor(was * by)));
    }

    /** A service that draws nothing in one minute may draw in the next. */
    private static double floor(double watts) {
        return Math.max(1, watts);
    }

    private double expected(Sample sample) {
        double watts = 0;
        for (Share share : sample.shares()) {
            watts += share.accelerators() * of(key(sample.sku(), share));
        }
        return watts;
    }

    private double of(Key key) {
        return believed.getOrDefault(key, 1.0);
    }

    private static Key key(Sku sku, Share share) {
        return new Key(share.service(), sku.name());
    }

    void keepOnly(Set<String> services) {
        believed.keySet().removeIf(key -> !services.contains(key.service()));
        samples.removeIf(
                sample ->
                        sample.shares().stream()
                                .anyMatch(share -> !services.contains(share.service())));
    }
}
