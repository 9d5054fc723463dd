package io.gigafleet.bench;

import io.gigafleet.bench.placement.BoundBench;
import io.gigafleet.bench.placement.ChurnBench;
import io.gigafleet.bench.placement.PlacementBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
            JmhBench.class
        },
        synopsisSubcommandLabel = "MEASUREMENT")
final class BenchCommand {

    private BenchCommand() {}

    /** Runs the measurement that the arguments name; exits with 0, 1 or 2. */
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new BenchCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(
                                (failure, commandLine, result) -> {
                                    System.err.println("gigafleet bench: " + failure.getMessage());
                                    return 1;
                                })
                        .execute(arguments));
    }
}
