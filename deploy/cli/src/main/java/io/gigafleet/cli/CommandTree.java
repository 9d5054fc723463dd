package io.gigafleet.cli;

import io.gigafleet.schemas.Durations;
import io.gigafleet.schemas.NearestWord;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** All commands, how their words are read, and what is said when they are wrong. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(GigafleetCommand root) {
        CommandLine tree =
                new CommandLine(root)
                        .addSubcommand(new ApplyCommand(root))
                        .addSubcommand(new GetCommand(root))
                        .addSubcommand(new TopCommand(root))
                        .addSubcommand(new DescribeCommand(root))
                        .addSubcommand(new DeleteCommand(root));
        for (RackCommand.Verb verb : RackCommand.Verb.values()) {
            tree.addSubcommand(verb.word(), RackCommand.line(root, verb));
        }
        tree.addSubcommand(new CapCommand(root))
                .addSubcommand(new ClearTripCommand(root))
                .addSubcommand(new SimulateCommand(root))
                .addSubcommand(RolloutCommand.line(root))
                .addSubcommand(new LoadTargetCommand(root))
                .addSubcommand(new SafetyCommand(root))
                .addSubcommand(new AlarmsCommand(root))
                .addSubcommand(new MaintenanceCommand(root))
                .addSubcommand(FaultCommand.line(root))
                .addSubcommand(new TokenCommand(root))
                .addSubcommand(new RehearseCommand());
        addHelp(tree);
        return tree.addSubcommand(new CommandLine.HelpCommand())
                .registerConverter(Duration.class, CommandTree::duration)
                .registerConverter(CapCommand.Limit.class, CapCommand.Limit::of)
                .registerConverter(When.class, When::of)
                .registerConverter(Watts.class, Watts::of)
                .registerConverter(
                        FaultDomainCommand.Kind.class, Words.of(FaultDomainCommand.Kind.class))
                .registerConverter(Resource.class, Resource::of)
                .registerConverter(SimulateCommand.Named.class, SimulateCommand.Named::of)
                .registerConverter(SimulateCommand.Racks.class, SimulateCommand.Racks::of)
                .registerConverter(SimulateCommand.Form.class, Words.of(SimulateCommand.Form.class))
                .registerConverter(TopCommand.What.class, Words.of(TopCommand.What.class))
                .registerConverter(TopCommand.Rank.class, Words.of(TopCommand.Rank.class))
                .registerConverter(GetCommand.Form.class, Words.of(GetCommand.Form.class))
                .registerConverter(DescribeCommand.Kind.class, Words.of(DescribeCommand.Kind.class))
                .registerConverter(DeleteCommand.Kind.class, Words.of(DeleteCommand.Kind.class))
                .registerConverter(TokenCommand.Role.class, Words.of(TokenCommand.Role.class))
                .setParameterExceptionHandler(CommandTree::wrongUsage)
                .setExecutionExceptionHandler(CommandTree::failed);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("show this help")
                                .build());
        command.getSubcommands().values().forEach(CommandTree::addHelp);
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String message =
                e instanceof CommandLine.UnmatchedArgumentException unmatched
                        ? unmatched(unmatched, command)
                        : String.valueOf(e.getMessage());
        command.getErr().println("gigafleet: " + Values.clean(message));
        command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException e, CommandLine command) {
        String word = e.getUnmatched().getFirst();
        Set<String> known =
                word.startsWith("-")
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet();
        return "'"
                + word
                + "' is not known here"
                + NearestWord.of(word, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof CommandFailure failure) {
            failure.lines().forEach(line -> command.getErr().println(Values.clean(line)));
            return failure.exitCode().number();
        }
        throw e;
    }
}
