package io.gigafleet.bench;

import java.util.List;

/** How cost grows with size: the exponent {@code e} of {@code cost = c * size^e}. */
public final class GrowthExponent {

    private GrowthExponent() {}

    /**
     * The slope of the least-squares line through the logarithms of sizes and costs.
     *
     * @throws IllegalArgumentException if there are fewer than two sizes, or not a cost for each
     */
    public static double of(List<Double> sizes, List<Double> costs) {
        if (sizes.size() < 2 || sizes.size() != costs.size()) {
            throw new IllegalArgumentException(
                    "sizes is " + sizes + " and costs is " + costs + ": two or more of each");
        }
        double meanX = sizes.stream().mapToDouble(Math::log).average().orElse(0);
        double meanY = costs.stream().mapToDouble(Math::log).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (int at = 0; at < sizes.size(); at++) {
            double x = Math.log(sizes.get(at)) - meanX;
            covariance += x * (Math.log(costs.get(at)) - meanY);
            variance += x * x;
        }
        return covariance / variance;
    }
}
