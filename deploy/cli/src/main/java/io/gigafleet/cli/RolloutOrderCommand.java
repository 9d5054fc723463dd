package io.gigafleet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pauses, resumes, aborts a rollout, or approves its next wave. */
@Command
final class RolloutOrderCommand implements Callable<Integer> {

    /** What is ordered. */
    enum Verb {
        PAUSE(
                "pauses: nothing new is asked of any rack",
                "Asks nothing new of any rack until it is resumed."),
        RESUME(
                "goes on; failures so far are forgiven",
                "Lets a paused rollout go on, over what it was paused for."),
        ABORT("ends here, for good", "Ends a rollout for good; racks stay where they stand."),
        APPROVE("may begin its next wave", "Lets the next wave begin, once its gate does too.");

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

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the audit log")
    private String reason = "";

    private RolloutOrderCommand(GigafleetCommand root, Verb verb) {
        this.root = root;
        this.verb = verb;
    }

    /** The command of a verb, with its own words of help. */
    static CommandLine line(GigafleetCommand root, Verb verb) {
        CommandLine command = new CommandLine(new RolloutOrderCommand(root, verb));
        command.getCommandSpec().usageMessage().description(verb.description);
        return command;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        body.put("reason", reason);
        root.plane().post("/rollouts/" + PlaneClient.segment(name) + "/" + verb.word(), body);
        root.shell().out().println(Values.clean("rollout " + name + " " + verb.effect));
        return ExitCode.OK.number();
    }
}
