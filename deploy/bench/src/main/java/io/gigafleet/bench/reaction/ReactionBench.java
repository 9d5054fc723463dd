package io.gigafleet.bench.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.Misuse;
import io.gigafleet.bench.fleet.LocalFleet;
import io.gigafleet.bench.fleet.Usage;
import io.gigafleet.bench.reaction.Surges.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the step in which a PDU draws too much to the cap that ends it. */
@Command(
        name = "reaction",
        description =
                "From a physical crossing of a limit to the cap enforced at the rack, while all"
                        + " racks report and all replicas serve.")
public final class ReactionBench implements Callable<Integer> {

    /** Arrivals per arrival of the sample trace and rack, as in the scenario gigawatt. */
    private static final double TRAFFIC_SCALE_PER_RACK = 2.9;

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Option(names = "--racks", defaultValue = "7000", description = "Default: 7000.")
    private int racks = 7_000;

    @Option(names = "--crossings", defaultValue = "1000", description = "Default: 1000.")
    private int crossings = 1_000;

    @Option(names = "--warmup", defaultValue = "100", description = "Not counted (default: 100).")
    private int warmup = 100;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed = 1;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ReactionSite site = site();
        Machine machine = Machine.now();
        Path manifests = Files.createTempFile("gigafleet-reaction", ".yaml");
        Files.writeString(manifests, site.manifests());
        try (LocalFleet fleet =
                LocalFleet.up(
                        List.of(
                                "--scenario",
                                manifests.toString(),
                                "--seed",
                                Long.toString(seed),
                                "--traffic-scale",
                                Double.toString(racks * TRAFFIC_SCALE_PER_RACK)))) {
            int serving = settle(fleet, site);
            ReactionReport report = ReactionReport.of(seed, machine, racks, serving, run(fleet));
            System.out.print(
                    json
                            ? new ObjectMapper()
                                            .writerWithDefaultPrettyPrinter()
                                            .writeValueAsString(report)
                                    + "\n"
                            : report.text());
            return report.unanswered() == 0 ? 0 : 1;
        } finally {
            Files.delete(manifests);
        }
    }

    private ReactionSite site() {
        try {
            ReactionSite site = new ReactionSite(racks);
            if (warmup + crossings > site.tightPdus()) {
                throw new Misuse(
                        "%d racks have %d PDUs at the edge, and each is crossed once: too few for %d crossings and %d to warm up. Ask for fewer, or for more racks"
                                .formatted(racks, site.tightPdus(), crossings, warmup));
            }
            return site;
        } catch (IllegalArgumentException e) {
            throw new Misuse(String.valueOf(e.getMessage()));
        }
    }

    /** Waits until all racks report and all replicas serve; tells how many do. */
    private static int settle(LocalFleet fleet, ReactionSite site)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (true) {
            JsonNode now = fleet.get("/site");
            int fresh = now.path("racks").path("fresh").asInt();
            int serving = now.path("replicas").path("serving").asInt();
            System.err.printf(Locale.ROOT, "%d racks fresh, %d replicas serving%n", fresh, serving);
            if (fresh >= site.racks() && serving >= site.replicas()) {
                return serving;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "after "
                                + SETTLE_LIMIT.toMinutes()
                                + " minutes only "
                                + fresh
                                + " racks are fresh and "
                                + serving
                                + " replicas serve");
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private ReactionReport.Run run(LocalFleet fleet) throws IOException, InterruptedException {
        Surges surges = new Surges(fleet, seed);
        System.err.println(warmup + " crossings to warm up");
        surges.run(0, warmup);
        System.err.println(crossings + " crossings");
        Map<String, Usage> before = fleet.usage();
        long began = System.nanoTime();
        List<Reaction> reactions = surges.run(warmup, crossings);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new ReactionReport.Run(reactions, crossings, seconds, before, fleet.usage());
    }
}
