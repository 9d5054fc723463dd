package io.gigafleet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at rollouts and orders what operators may order of them. */
@Command(
        name = "rollout",
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks at a rollout, pauses it, lets it go on, or ends it.")
final class RolloutCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** The command with all that can be done with rollouts. */
    static CommandLine line(GigafleetCommand root) {
        CommandLine command =
                new CommandLine(new RolloutCommand())
                        .addSubcommand(new RolloutStatusCommand(root))
                        .addSubcommand(new RolloutTimelineCommand(root));
        for (RolloutOrderCommand.Verb verb : RolloutOrderCommand.Verb.values()) {
            command.addSubcommand(verb.word(), RolloutOrderCommand.line(root, verb));
        }
        for (RolloutRackCommand.Verb verb : RolloutRackCommand.Verb.values()) {
            command.addSubcommand(verb.word(), RolloutRackCommand.line(root, verb));
        }
        return command;
    }

    /** Without more, says what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }
}
