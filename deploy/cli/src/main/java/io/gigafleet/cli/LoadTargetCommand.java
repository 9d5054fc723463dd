package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the site to draw less for a while. */
@Command(
        name = "load-target",
        synopsisSubcommandLabel = "COMMAND",
        description = "Asks the site to draw no more than this for a while, or ends that.")
final class LoadTargetCommand implements Callable<Integer> {

    private static final String PATH = "/site/load-target";

    private final GigafleetCommand root;

    @Spec private CommandSpec spec = CommandSpec.create();

    LoadTargetCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Command(
            name = "set",
            description =
                    "Sets a target; the guard meets it by its deadline, preemptible work first. It"
                            + " replaces targets whose time it overlaps.")
    int set(
            @Parameters(paramLabel = "POWER", description = "such as 600kW, at the site's meter")
                    Watts power,
            @Option(
                            names = "--from",
                            paramLabel = "WHEN",
                            description = "when it begins: 30m from now, or a time (default: now)")
                    Optional<When> from,
            @Option(
                            names = "--until",
                            required = true,
                            paramLabel = "WHEN",
                            description = "when it ends: 2h from now, or 2026-03-01T12:00:00Z")
                    When until,
            @Option(
                            names = "--deadline",
                            paramLabel = "WHEN",
                            description =
                                    "when it has to be met: 60s after its beginning, or a time"
                                            + " (default: 60s)")
                    Optional<When> deadline,
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        Instant now = root.shell().clock().instant();
        Instant begins = from.map(when -> when.at(now)).orElse(now);
        ObjectNode body = Json.object();
        body.put("watts", power.watts());
        from.ifPresent(when -> body.put("from", begins.toString()));
        body.put("until", until.at(now).toString());
        deadline.ifPresent(when -> body.put("deadline", when.at(begins).toString()));
        body.put("reason", reason);
        print(root.plane().put(PATH, body), false);
        return ExitCode.OK.number();
    }

    @Command(name = "get", description = "Shows what is asked, and how far it is met.")
    int get(@Option(names = "--json", description = "as JSON") boolean json) {
        print(root.plane().get(PATH, Map.of()), json);
        return ExitCode.OK.number();
    }

    @Command(name = "clear", description = "Ends load targets now; caps are lifted smoothly.")
    int clear(
            @Option(
                            names = "--reason",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "why; kept in the audit log")
                    String reason) {
        String query = reason.isEmpty() ? "" : "?reason=" + PlaneClient.segment(reason);
        print(root.plane().delete(PATH + query), false);
        return ExitCode.OK.number();
    }

    private void print(JsonNode answer, boolean json) {
        Instant now = root.shell().clock().instant();
        root.shell().out().print(json ? Json.pretty(answer) : LoadTargetView.of(answer, now));
    }

    /** Without more, says what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }
}
