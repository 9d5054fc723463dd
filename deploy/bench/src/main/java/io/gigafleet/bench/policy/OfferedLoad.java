package io.gigafleet.bench.policy;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests per second that every service is offered over the week, in bins of ten seconds; the same
 * for all policies.
 *
 * <p>Interactive services follow the trace, scaled so that the week's mean is theirs, each with its
 * own noise: a factor whose logarithm wanders with a deviation of {@link #NOISE} and a memory of
 * two minutes. The batch service gets its mean all the time.
 */
final class OfferedLoad {

    static final int BIN_SECONDS = 10;

    private static final double NOISE = 0.1;
    private static final double NOISE_MEMORY = Math.exp(-BIN_SECONDS / 120.0);

    private final double[][] perSecond;

    private OfferedLoad(double[][] perSecond) {
        this.perSecond = perSecond;
    }

    /** The load of some seconds of simulated time, in order of the services. */
    static OfferedLoad of(LoadTrace trace, List<ServedService> services, int seconds, long seed) {
        int bins = seconds / BIN_SECONDS + 1;
        double sum = 0;
        for (int bin = 0; bin < bins; bin++) {
            sum += trace.at((double) bin * BIN_SECONDS);
        }
        double[][] perSecond = new double[services.size()][bins];
        for (int service = 0; service < perSecond.length; service++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + service);
            ServedService served = services.get(service);
            double scale = served.meanPerSecond() * bins / sum;
            double wander = 0;
            for (int bin = 0; bin < bins; bin++) {
                wander =
                        NOISE_MEMORY * wander
                                + NOISE
                                        * Math.sqrt(1 - NOISE_MEMORY * NOISE_MEMORY)
                                        * random.nextGaussian();
                perSecond[service][bin] =
                        served.isBatch()
                                ? served.meanPerSecond()
                                : trace.at((double) bin * BIN_SECONDS)
                                        * scale
                                        * Math.exp(wander - NOISE * NOISE / 2);
            }
        }
        return new OfferedLoad(perSecond);
    }

    /** Requests per second of a service at a moment. */
    double perSecond(int service, int second) {
        return perSecond[service][second / BIN_SECONDS];
    }
}
