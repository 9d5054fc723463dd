package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Announces work on rows and loops. */
@Command(
        name = "maintenance",
        synopsisSubcommandLabel = "[COMMAND]",
        description =
                "Shows and announces work on rows and loops: nothing new is placed there, and their"
                        + " alarms tell nobody.")
final class MaintenanceCommand implements Callable<Integer> {

    private static final String PATH = "/maintenance-windows";

    private final GigafleetCommand root;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    MaintenanceCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        JsonNode windows = root.plane().get(PATH, Map.of());
        Instant now = root.shell().clock().instant();
        root.shell()
                .out()
                .print(
                        json
                                ? Json.pretty(windows)
                                : SafetyView.windows(PlantView.items(windows.path("items")), now));
        return ExitCode.OK.number();
    }

    @Command(name = "add", description = "Announces work on a row or a loop.")
    int add(
            @Parameters(paramLabel = "SCOPE", description = "row/R or loop/L") String scope,
            @Option(
                            names = "--from",
                            paramLabel = "WHEN",
                            description = "when it begins: 30m from now, or a time (default: now)")
                    Optional<When> from,
            @Option(
                            names = "--until",
                            required = true,
                            paramLabel = "WHEN",
                            description = "when it ends: 4h from now, or 2026-03-01T12:00:00Z")
                    When until,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "what is done; kept in the audit log")
                    String reason) {
        Instant now = root.shell().clock().instant();
        ObjectNode body = Json.object();
        body.put("scope", scope);
        from.ifPresent(when -> body.put("from", when.at(now).toString()));
        body.put("until", until.at(now).toString());
        body.put("reason", reason);
        JsonNode window = root.plane().post(PATH, body);
        root.shell()
                .out()
                .println(
                        Values.clean(
                                "window "
                                        + Values.text(window.path("id"))
                                        + ": "
                                        + scope
                                        + " until "
                                        + Values.text(window.path("until"))
                                        + "; what runs there stays, 'gigafleet drain' moves it"));
        return ExitCode.OK.number();
    }

    @Command(name = "end", description = "Ends a window before its time, or takes it back.")
    int end(
            @Parameters(paramLabel = "WINDOW", description = "its id") String id,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        String query = reason.isEmpty() ? "" : "?reason=" + PlaneClient.segment(reason);
        root.plane().delete(PATH + "/" + PlaneClient.segment(id) + query);
        root.shell().out().println(Values.clean("window " + id + " ended"));
        return ExitCode.OK.number();
    }
}
