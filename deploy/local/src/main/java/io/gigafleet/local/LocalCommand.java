package io.gigafleet.local;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs of the launcher that run a fleet on this machine. */
@Command(
        name = "gigafleet",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            RestartCommand.class,
            LogsCommand.class,
            SqlCommand.class,
            PrepareCommand.class
        },
        mixinStandardHelpOptions = true)
public final class LocalCommand {

    private static final int WRONG_USAGE = 2;

    private LocalCommand() {}

    public static void main(String[] arguments) {
        CommandLine commands =
                new CommandLine(new LocalCommand())
                        .setExecutionExceptionHandler(
                                (e, command, parsed) -> report(e, System.err));
        System.exit(commands.execute(arguments));
    }

    private static int report(Exception problem, PrintStream err) throws Exception {
        return switch (problem) {
            case UpOptions.UsageException usage -> {
                err.println("gigafleet: " + usage.getMessage());
                yield WRONG_USAGE;
            }
            case StackException known -> {
                Complaint.print(known, err);
                yield Complaint.FAILED;
            }
            default -> throw problem;
        };
    }
}
