package io.gigafleet.bench.whole;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.bench.fleet.LocalFleet;
import io.gigafleet.bench.fleet.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Looks at a fleet again and again for a minute. */
final class FleetWatch {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LAG = "gigafleet_ingest_lag_records";

    private final LocalFleet fleet;
    private Map<String, Usage> before;

    FleetWatch(LocalFleet fleet) throws IOException {
        this.fleet = fleet;
        before = fleet.usage();
    }

    /** Waits until all racks are fresh and all replicas serve, or until it has waited enough. */
    static boolean settle(LocalFleet fleet, int racks, Duration limit)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode site = fleet.get("/site");
            int wanted = site.path("replicas").path("wanted").asInt();
            int serving = site.path("replicas").path("serving").asInt();
            int fresh = site.path("racks").path("fresh").asInt();
            System.err.printf("%d racks fresh, %d of %d replicas serve%n", fresh, serving, wanted);
            if (fresh >= racks && wanted > 0 && serving >= wanted) {
                return true;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return false;
    }

    /** Watches for the minute of that number. */
    Minute watch(int number) throws IOException, InterruptedException {
        int leastFresh = Integer.MAX_VALUE;
        int leastServing = Integer.MAX_VALUE;
        long mostLag = 0;
        double tokens = 0;
        long began = System.nanoTime();
        while (System.nanoTime() - began < MINUTE.toNanos()) {
            JsonNode site = fleet.get("/site");
            leastFresh = Math.min(leastFresh, site.path("racks").path("fresh").asInt());
            leastServing = Math.min(leastServing, site.path("replicas").path("serving").asInt());
            tokens = site.path("tokensPerSecond").asDouble();
            mostLag =
                    Math.max(
                            mostLag,
                            fleet.metrics(fleet.planeMetrics()).getOrDefault(LAG, 0.0).longValue());
            Thread.sleep(LOOK_EVERY);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Usage> now = fleet.usage();
        Map<String, Double> cores = new TreeMap<>();
        Map<String, Long> resident = new TreeMap<>();
        now.forEach(
                (name, usage) -> {
                    double spent =
                            usage.cpuSeconds()
                                    - before.getOrDefault(name, new Usage(0, 0)).cpuSeconds();
                    cores.put(name, spent / seconds);
                    resident.put(name, usage.residentMegabytes());
                });
        before = now;
        return new Minute(number, leastFresh, leastServing, mostLag, tokens, cores, resident);
    }
}
