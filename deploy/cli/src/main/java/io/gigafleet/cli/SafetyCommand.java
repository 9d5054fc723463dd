package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how far the safety guard goes by itself, and shows what it did. */
@Command(
        name = "safety",
        synopsisSubcommandLabel = "COMMAND",
        description = "Says how far the safety guard goes by itself, and shows what it did.",
        footer = {
            "",
            "Scopes: site, hall/H, row/R, domain/D, loop/L, rack/R. The narrowest that is set"
                    + " wins.",
            "A hold anywhere above a rack keeps the guard from acting on it by itself; caps in",
            "force stay, and racks still protect themselves."
        })
final class SafetyCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Spec private CommandSpec spec = CommandSpec.create();

    SafetyCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Command(name = "modes", description = "Shows how far each automation goes, and what is held.")
    int modes(@Option(names = "--json", description = "as JSON") boolean json) {
        JsonNode modes = root.plane().get("/safety/modes", Map.of());
        root.shell().out().print(json ? Json.pretty(modes) : view(modes));
        return ExitCode.OK.number();
    }

    @Command(name = "set", description = "Sets how far automations go.")
    int set(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "AUTOMATION=MODE",
                            description =
                                    "power, heat, leak, health, load-target or all; observe,"
                                            + " suggest, act or inherit")
                    Map<String, String> modes,
            @Option(
                            names = "--scope",
                            defaultValue = "site",
                            paramLabel = "SCOPE",
                            description = "where (default: ${DEFAULT-VALUE})")
                    String scope,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        ObjectNode body = Json.object();
        body.put("scope", scope);
        ObjectNode wanted = body.putObject("modes");
        modes.forEach(wanted::put);
        body.put("reason", reason);
        root.shell().out().print(view(root.plane().put("/safety/modes", body)));
        return ExitCode.OK.number();
    }

    @Command(name = "hold", description = "Keeps the guard from acting by itself.")
    int hold(
            @Option(
                            names = "--scope",
                            defaultValue = "site",
                            paramLabel = "SCOPE",
                            description = "where (default: ${DEFAULT-VALUE})")
                    String scope,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, for whoever finds the guard held")
                    String reason) {
        order("hold", scope, reason);
        root.shell()
                .out()
                .println(
                        Values.clean(
                                "the guard acts no longer by itself in "
                                        + scope
                                        + "; caps in force stay. 'gigafleet safety release' ends"
                                        + " this"));
        return ExitCode.OK.number();
    }

    @Command(name = "release", description = "Ends a hold.")
    int release(
            @Option(
                            names = "--scope",
                            defaultValue = "site",
                            paramLabel = "SCOPE",
                            description = "where (default: ${DEFAULT-VALUE})")
                    String scope,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        order("release", scope, reason);
        root.shell().out().println(Values.clean("the guard acts by its modes in " + scope));
        return ExitCode.OK.number();
    }

    @Command(name = "acts", description = "Shows what the guard did and proposed, newest first.")
    int acts(
            @Option(
                            names = "--subject",
                            defaultValue = "",
                            paramLabel = "SUBJECT",
                            description = "only of this, such as domain/h1-r1 or rack/r1")
                    String subject,
            @Option(names = "--suggested", description = "only what was proposed")
                    boolean suggested,
            @Option(
                            names = "--limit",
                            defaultValue = "50",
                            paramLabel = "N",
                            description = "most acts (default: ${DEFAULT-VALUE})")
                    int limit,
            @Option(names = "--json", description = "as JSON") boolean json) {
        JsonNode acts =
                root.plane()
                        .get(
                                "/safety/acts",
                                Map.of(
                                        "subject",
                                        subject,
                                        "suggested",
                                        suggested ? "true" : "",
                                        "limit",
                                        String.valueOf(limit)));
        Instant now = root.shell().clock().instant();
        root.shell()
                .out()
                .print(
                        json
                                ? Json.pretty(acts)
                                : SafetyView.acts(PlantView.items(acts.path("items")), now));
        return ExitCode.OK.number();
    }

    @Command(
            name = "suggestions",
            description = "Shows what the guard would do now if its modes let it.")
    int suggestions(@Option(names = "--json", description = "as JSON") boolean json) {
        JsonNode suggestions = root.plane().get("/safety/suggestions", Map.of());
        root.shell()
                .out()
                .print(
                        json
                                ? Json.pretty(suggestions)
                                : SafetyView.suggestions(
                                        PlantView.items(suggestions.path("items")),
                                        root.shell().clock().instant()));
        return ExitCode.OK.number();
    }

    @Command(name = "approve", description = "Lets the guard do what it suggests, this once.")
    int approve(
            @Parameters(
                            paramLabel = "ID",
                            description = "as 'gigafleet safety suggestions' shows it")
                    String id,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        ObjectNode body = Json.object();
        body.put("reason", reason);
        JsonNode approved =
                root.plane()
                        .post("/safety/suggestions/" + PlaneClient.segment(id) + "/approve", body);
        root.shell()
                .out()
                .println(
                        Values.clean(
                                "%s: the guard may %s %s until it is calm, at most until %s"
                                        .formatted(
                                                id,
                                                approved.path("action").asText(),
                                                approved.path("subject").asText(),
                                                approved.path("approvedUntil").asText())));
        return ExitCode.OK.number();
    }

    private void order(String verb, String scope, String reason) {
        ObjectNode body = Json.object();
        body.put("scope", scope);
        body.put("reason", reason);
        root.plane().post("/safety/" + verb, body);
    }

    private String view(JsonNode modes) {
        return SafetyView.modes(
                PlantView.items(modes.path("items")), root.shell().clock().instant());
    }

    /** Without more, says what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }
}
