package io.gigafleet.bench;

import io.gigafleet.bench.chart.ChartBench;
import io.gigafleet.bench.placement.BoundBench;
import io.gigafleet.bench.placement.ChurnBench;
import io.gigafleet.bench.placement.PlacementBench;
import io.gigafleet.bench.policy.PolicyBench;
import io.gigafleet.bench.reaction.ReactionBench;
import io.gigafleet.bench.simulation.SimulationBench;
import io.gigafleet.bench.whole.WholeBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code gigafleet bench}. */
@Command(
        name = "bench",
        description = "Measure the fleet. Each measurement is one command.",
        subcommands = {
            UpBench.class,
            RolloutBench.class,
            BoundBench.class,
            PlacementBench.class,
            ChurnBench.class,
            DurableBench.class,
            IngestBench.class,
            PolicyBench.class,
            ReactionBench.class,
            SimulationBench.class,
            WholeBench.class,
            JmhBench.class,
            ChartBench.class
        },
        synopsisSubcommandLabel = "MEASUREMENT")
final class BenchCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Say what there is.")
    private boolean isHelpAsked;

    private BenchCommand() {}

    /** Runs the measurement that the arguments name; exits with 0, 1 or 2. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line; what went wrong is one line of its errors, without a stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(BenchCommand::explain);
    }

    private static int explain(
            Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        commandLine.getErr().println("gigafleet bench: " + failure.getMessage());
        return failure instanceof Misuse
                ? CommandLine.ExitCode.USAGE
                : CommandLine.ExitCode.SOFTWARE;
    }
}
