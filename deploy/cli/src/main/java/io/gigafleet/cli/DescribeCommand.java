package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one thing in full, with reasons. */
@Command(
        name = "describe",
        description = "Shows one rack, service or rollout in full, and why what should be is not.")
final class DescribeCommand implements Callable<Integer> {

    /** What can be described. */
    enum Kind {
        RACK,
        SERVICE,
        ROLLOUT
    }

    /** Newest events of a service that are shown. */
    private static final String HISTORY = "10";

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "KIND", description = "rack, service or rollout")
    private Kind kind = Kind.RACK;

    @Parameters(index = "1", paramLabel = "NAME", description = "its name")
    private String name = "";

    DescribeCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PlaneClient plane = root.plane();
        Instant now = root.shell().clock().instant();
        String segment = PlaneClient.segment(name);
        String text =
                switch (kind) {
                    case RACK -> {
                        JsonNode rack = plane.get("/racks/" + segment, Map.of());
                        yield RackView.describe(rack, now);
                    }
                    case SERVICE -> {
                        JsonNode service = plane.get("/services/" + segment, Map.of());
                        JsonNode history =
                                plane.get(
                                        "/placements/history",
                                        Map.of("service", name, "limit", HISTORY));
                        yield ServiceView.describe(service, history.path("items"), now);
                    }
                    case ROLLOUT -> {
                        JsonNode rollout = plane.get("/rollouts/" + segment, Map.of());
                        yield RolloutView.status(rollout, now);
                    }
                };
        root.shell().out().print(text);
        return ExitCode.OK.number();
    }
}
