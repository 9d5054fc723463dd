package io.gigafleet.bench;

import java.lang.management.ManagementFactory;

/**
 * What a measurement was made on.
 *
 * @param loadAverage runnable processes over the last minute when it began; above {@code cores} the
 *     machine had other work, and times are too long
 */
public record Machine(int cores, String os, String java, double loadAverage) {

    public static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
