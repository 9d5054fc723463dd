package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what people should know of, and takes what they say of it. */
@Command(
        name = "alarms",
        synopsisSubcommandLabel = "[COMMAND]",
        description = "Shows alarms that stand; says that somebody sees to one, or silences it.")
final class AlarmsCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Option(names = "--all", description = "also alarms that stand no longer")
    private boolean all;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    AlarmsCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        JsonNode alarms = root.plane().get("/alarms", Map.of("standing", all ? "" : "true"));
        Instant now = root.shell().clock().instant();
        root.shell()
                .out()
                .print(
                        json
                                ? Json.pretty(alarms)
                                : SafetyView.alarms(PlantView.items(alarms.path("items")), now));
        return ExitCode.OK.number();
    }

    @Command(name = "ack", description = "Says that you see to an alarm.")
    int ack(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "KEY",
                            description = "its key, as 'gigafleet alarms' shows it")
                    List<String> words,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "what you do about it; kept in the audit log")
                    String reason) {
        String key = String.join(" ", words);
        ObjectNode body = Json.object();
        body.put("reason", reason);
        root.plane().post("/alarms/" + PlaneClient.segment(key) + "/acknowledge", body);
        root.shell()
                .out()
                .println(
                        Values.clean(
                                "alarm " + key + " acknowledged; raised again, it asks again"));
        return ExitCode.OK.number();
    }

    @Command(name = "silence", description = "Keeps an alarm from telling anybody for a while.")
    int silence(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "KEY",
                            description = "its key, as 'gigafleet alarms' shows it")
                    List<String> words,
            @Option(
                            names = "--until",
                            required = true,
                            paramLabel = "WHEN",
                            description = "2h from now, or 2026-03-01T12:00:00Z")
                    When until,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        Instant end = until.at(root.shell().clock().instant());
        String key = String.join(" ", words);
        ObjectNode body = Json.object();
        body.put("until", end.toString());
        body.put("reason", reason);
        root.plane().post("/alarms/" + PlaneClient.segment(key) + "/silence", body);
        root.shell().out().println(Values.clean("alarm " + key + " is silent until " + end));
        return ExitCode.OK.number();
    }
}
