package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cordons, uncordons or drains a rack. */
@Command
final class RackCommand implements Callable<Integer> {

    /** What is done to the rack. */
    enum Verb {
        CORDON("takes no new replicas", "Keeps new replicas off a rack; those it has stay."),
        UNCORDON("takes replicas again", "Lets a rack take replicas again, also after a drain."),
        DRAIN("gives its replicas up", "Cordons a rack and moves its replicas elsewhere.");

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

    @Parameters(index = "0", paramLabel = "RACK", description = "name of the rack")
    private String rack = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the audit log")
    private String reason = "";

    private RackCommand(GigafleetCommand root, Verb verb) {
        this.root = root;
        this.verb = verb;
    }

    /** The command of a verb, with its own words of help. */
    static CommandLine line(GigafleetCommand root, Verb verb) {
        CommandLine command = new CommandLine(new RackCommand(root, verb));
        command.getCommandSpec().usageMessage().description(verb.description);
        return command;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        body.put("reason", reason);
        JsonNode answer =
                root.plane().post("/racks/" + PlaneClient.segment(rack) + "/" + verb.word(), body);
        int left = RackView.replicas(answer).size();
        String leftHere =
                verb == Verb.DRAIN && left > 0
                        ? "; it still has " + left + ", see 'gigafleet describe rack " + rack + "'"
                        : "";
        root.shell().out().println(Values.clean("rack " + rack + " " + verb.effect + leftHere));
        return ExitCode.OK.number();
    }
}
