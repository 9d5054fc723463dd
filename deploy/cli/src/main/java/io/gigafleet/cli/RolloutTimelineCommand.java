package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where the time of a rollout went. */
@Command(
        name = "timeline",
        description = "Shows where a rollout's time went: stages, critical path, first tokens.")
final class RolloutTimelineCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "NAME", description = "name of the rollout")
    private String name = "";

    @Option(names = "--racks", description = "also every rack")
    private boolean racks;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    RolloutTimelineCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        JsonNode timeline =
                root.plane().get("/rollouts/" + PlaneClient.segment(name) + "/timeline", Map.of());
        root.shell().out().print(json ? Json.pretty(timeline) : TimelineView.of(timeline, racks));
        return ExitCode.OK.number();
    }
}
