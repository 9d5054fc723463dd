package io.gigafleet.local;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a person asked of {@code up}.
 *
 * @param scenario {@code dps-8}, {@code hall-64}, {@code gigawatt} or a file of manifests
 * @param racks for scenarios whose size can be chosen
 * @param isEmpty whether positions start free, to be filled by deliveries and rollouts
 * @param stageFaults what is wrong with racks that come in, as agents read it; empty: nothing
 * @param faults at what rates parts of racks at work fail, as agents read it; empty: never
 * @param agents agent processes; absent means the scenario's own number
 * @param speed how much faster stages and arrivals run
 * @param traffic trace that feeds the source {@code conversation}
 * @param trafficScale arrivals per arrival of the trace; absent means the trace as it is, or for
 *     the sample what the scenario is made for
 * @param checkout where the examples are
 * @param detach whether the stack stays when the caller goes
 * @param recordCaches whether this run records what the AOT caches are made of
 */
record UpOptions(
        String scenario,
        OptionalInt racks,
        boolean isEmpty,
        String stageFaults,
        String faults,
        OptionalInt agents,
        long seed,
        double speed,
        Path traffic,
        OptionalDouble trafficScale,
        int port,
        StackLayout layout,
        Path checkout,
        boolean detach,
        boolean recordCaches) {

    private static final Pattern FAULTS = Pattern.compile("meta(=[0-9]{1,9}([.][0-9]{1,9})?)?");

    UpOptions {
        require(port > 0 && port <= 65_535, "--port " + port + " is no port; choose 1 to 65535");
        require(speed > 0, "--speed " + speed + " is not above 0; 1 is real time");
        require(
                trafficScale.isEmpty() || trafficScale.getAsDouble() > 0,
                "--traffic-scale must be above 0; 1 is the trace as it is");
        require(racks.isEmpty() || racks.getAsInt() > 0, "--racks must be 1 or more");
        require(
                faults.isEmpty() || FAULTS.matcher(faults).matches() && !isZero(faults),
                "--faults "
                        + faults
                        + " makes no sense; write meta for the published rates, or meta=10 for ten"
                        + " times those, any number above 0");
        require(agents.isEmpty() || agents.getAsInt() > 0, "--agents must be 1 or more");
    }

    /** Flags the JVM of a program gets beside its usual ones. */
    List<String> jvmFlags(String program) {
        return recordCaches
                ? List.of("-XX:AOTCacheOutput=" + layout.data().resolve(program + ".aot"))
                : List.of();
    }

    private static boolean isZero(String faults) {
        int multiple = faults.indexOf('=') + 1;
        return multiple > 0 && new BigDecimal(faults.substring(multiple)).signum() == 0;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UsageException(otherwise);
        }
    }

    /** A wrong option: exit code 2. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }
}
