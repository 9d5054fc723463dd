package io.gigafleet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a rack of a rollout again, or leaves it out. */
@Command
final class RolloutRackCommand implements Callable<Integer> {

    /** What is ordered. */
    enum Verb {
        RETRY(
                "is tried again",
                "Tries a rack again that failed, after its repair: with all its tests."),
        SKIP("is left out", "Leaves a rack out, so that its wave need not wait for it.");

        private final String effect;
        private final String description;

        Verb(String effect, String description) {
            this.effect = effect;
            this.description = description;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final GigafleetCommand root;
    private final Verb verb;

    @Parameters(index = "0", paramLabel = "NAME", description = "name of the rollout")
    private String name = "";

    @Parameters(index = "1", paramLabel = "RACK", description = "name of the rack")
    private String rack = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why; kept in the audit log")
    private String reason = "";

    private RolloutRackCommand(GigafleetCommand root, Verb verb) {
        this.root = root;
        this.verb = verb;
    }

    /** The command of a verb, with its own words of help. */
    static CommandLine line(GigafleetCommand root, Verb verb) {
        CommandLine command = new CommandLine(new RolloutRackCommand(root, verb));
        command.getCommandSpec().usageMessage().description(verb.description);
        return command;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        body.put("reason", reason);
        root.plane()
                .post(
                        "/rollouts/%s/racks/%s/%s"
                                .formatted(
                                        PlaneClient.segment(name),
                                        PlaneClient.segment(rack),
                                        verb.word()),
                        body);
        root.shell()
                .out()
                .println(Values.clean("rack " + rack + " of rollout " + name + " " + verb.effect));
        return ExitCode.OK.number();
    }
}
