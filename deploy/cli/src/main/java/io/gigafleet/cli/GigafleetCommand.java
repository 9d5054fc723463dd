package io.gigafleet.cli;

import io.gigafleet.schemas.Durations;
import io.gigafleet.schemas.NearestWord;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The operator's command line. */
@Command(
        name = "gigafleet",
        synopsisSubcommandLabel = "COMMAND",
        description = "Operates a fleet of racks: what should be, what is, and why it is not.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 not found, 4 conflict,",
            "5 denied, 6 no answer in time, 11 accepted but not placed."
        })
public final class GigafleetCommand {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the local stack's data directory, if it is not the usual one")
    private String data = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            description = "longest wait for one answer (default: 30s)")
    private Duration timeout = Duration.ofSeconds(30);

    private final Shell shell;

    GigafleetCommand(Shell shell) {
        this.shell = shell;
    }

    public static void main(String[] arguments) {
        // A request is never sent twice without being asked: a repeated POST may not be harmless.
        System.setProperty("sun.net.http.retryPost", "false");
        System.exit(run(Shell.ofProcess(), arguments));
    }

    /** Runs one command line and returns its exit code. */
    static int run(Shell shell, String... arguments) {
        GigafleetCommand root = new GigafleetCommand(shell);
        CommandLine commandLine =
                new CommandLine(root)
                        .addSubcommand(new ApplyCommand(root))
                        .addSubcommand(new GetCommand(root))
                        .addSubcommand(new DescribeCommand(root))
                        .addSubcommand("cordon", RackCommand.line(root, RackCommand.Verb.CORDON))
                        .addSubcommand(
                                "uncordon", RackCommand.line(root, RackCommand.Verb.UNCORDON))
                        .addSubcommand("drain", RackCommand.line(root, RackCommand.Verb.DRAIN))
                        .addSubcommand(new DeleteCommand(root))
                        .addSubcommand(new TokenCommand(root));
        addHelp(commandLine);
        commandLine.addSubcommand(new CommandLine.HelpCommand());
        int exitCode =
                commandLine
                        .setOut(shell.out())
                        .setErr(shell.err())
                        .registerConverter(Duration.class, GigafleetCommand::duration)
                        .registerConverter(Resource.class, Resource::of)
                        .registerConverter(GetCommand.Form.class, Words.of(GetCommand.Form.class))
                        .registerConverter(
                                DescribeCommand.Kind.class, Words.of(DescribeCommand.Kind.class))
                        .registerConverter(
                                DeleteCommand.Kind.class, Words.of(DeleteCommand.Kind.class))
                        .registerConverter(
                                TokenCommand.Role.class, Words.of(TokenCommand.Role.class))
                        .setParameterExceptionHandler(GigafleetCommand::wrongUsage)
                        .setExecutionExceptionHandler(GigafleetCommand::failed)
                        .execute(arguments);
        shell.flush();
        return exitCode;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(
                        CommandLine.Model.OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("show this help")
                                .build());
        command.getSubcommands().values().forEach(GigafleetCommand::addHelp);
    }

    Shell shell() {
        return shell;
    }

    /** The control plane, found but not yet asked. */
    PlaneClient plane() {
        return new PlaneClient(Connection.find(shell, data), timeout);
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
