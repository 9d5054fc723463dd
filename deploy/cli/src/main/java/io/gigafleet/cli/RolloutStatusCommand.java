package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how far a rollout is. */
@Command(
        name = "status",
        description = "Shows how far a rollout is: waves, forecast, and racks that need a look.",
        footer = {
            "",
            "With --watch it ends with the rollout: exit code 0 if it is completed, 1 if aborted."
        })
final class RolloutStatusCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "NAME", description = "name of the rollout")
    private String name = "";

    @Option(
            names = {"-w", "--watch"},
            description = "look again every second; into a pipe, print what changes")
    private boolean watch;

    @Option(names = "--json", description = "as JSON; with --watch, a line every second")
    private boolean json;

    RolloutStatusCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PlaneClient plane = root.plane();
        if (watch) {
            RolloutWatch.Printer printer =
                    json
                            ? new RolloutWatch.JsonLines(root.shell())
                            : root.shell().terminal().screen().isPresent()
                                    ? new RolloutWatch.Redrawn(root.shell())
                                    : new RolloutWatch.Changes(root.shell());
            return new RolloutWatch(root.shell(), plane, printer).of(name).number();
        }
        JsonNode rollout = plane.get("/rollouts/" + PlaneClient.segment(name), Map.of());
        root.shell()
                .out()
                .print(
                        json
                                ? Json.pretty(rollout)
                                : RolloutView.status(rollout, root.shell().clock().instant()));
        return ExitCode.OK.number();
    }
}
