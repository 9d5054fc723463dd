package io.gigafleet.bench.placement;

import java.util.stream.LongStream;

/**
 * How the watts of what is offered are counted, which differ from SKU to SKU: the definition of the
 * churn leaves it open.
 */
enum OfferedWatts {
    /** Those of the SKU where it draws most, of the SKUs it may run on. */
    MOST,
    /** The mean over the SKUs it may run on, each SKU counting once. */
    AVERAGE;

    /** Watts of one accelerator. */
    double perAccelerator(Deployment deployment) {
        LongStream.Builder watts = LongStream.builder();
        for (int sku = 0; sku < deployment.wattsPerAccelerator().size(); sku++) {
            if (deployment.mayRunOn(sku)) {
                watts.add(deployment.wattsPerAccelerator().get(sku));
            }
        }
        return switch (this) {
            case MOST -> watts.build().max().orElseThrow();
            case AVERAGE -> watts.build().average().orElseThrow();
        };
    }
}
