package io.gigafleet.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gigafleet up}. */
@Command(
        name = "up",
        sortOptions = false,
        description = "Start the fleet on this machine and wait for its first token.")
final class UpCommand implements Callable<Integer> {

    static final String SAMPLE_TRACE = "deploy/examples/sample-trace.csv";

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = Scenarios.DPS_8,
            description = "dps-8 (default), hall-64, gigawatt, or a file of manifests.")
    private String scenario = Scenarios.DPS_8;

    @Option(
            names = "--racks",
            paramLabel = "N",
            description = "Racks of hall-64 or gigawatt, if not 64 or 7000.")
    private @Nullable Integer racks;

    @Option(
            names = "--empty",
            description =
                    "Leave all positions of hall-64 or gigawatt free: racks come by a RackDelivery"
                            + " and its Rollout.")
    private boolean empty;

    @Option(
            names = "--stage-faults",
            paramLabel = "SPEC",
            defaultValue = "",
            description =
                    "What is wrong with racks that come in, such as random=0.03 or"
                            + " burn-in-firmware=batch:w44; see docs/operations.md.")
    private String stageFaults = "";

    @Option(
            names = "--faults",
            paramLabel = "meta[=X]",
            defaultValue = "",
            description =
                    "Lets parts of racks at work fail at published rates, or at X times those; see"
                            + " docs/simulation.md.")
    private String faults = "";

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Node agent processes; each hosts whole coolant loops.")
    private @Nullable Integer agents;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the simulated racks (default 1).")
    private long seed = 1;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Replay arrivals and stages X times faster (default 1).")
    private double speed = 1;

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description =
                    "Trace that feeds the source 'conversation' (default: a generated sample).")
    private @Nullable Path traffic;

    @Option(
            names = "--traffic-scale",
            paramLabel = "X",
            description =
                    "Arrivals per arrival of the trace (default 1; with the sample, what loads the"
                            + " scenario to about 70%% of its power).")
    private @Nullable Double trafficScale;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port of the API and the console (default 8080).")
    private int port = 8080;

    @Mixin private Place place = new Place();

    @Option(
            names = "--detach",
            description = "Leave the fleet running in the background once it serves.")
    private boolean detach;

    @Option(names = "--record-caches", hidden = true)
    private boolean recordCaches;

    private OptionalDouble scale() {
        if (trafficScale != null) {
            return OptionalDouble.of(trafficScale);
        }
        return traffic == null ? OptionalDouble.empty() : OptionalDouble.of(1);
    }

    @Override
    public Integer call() {
        Path trace = traffic == null ? place.checkout().resolve(SAMPLE_TRACE) : traffic;
        if (!Files.isReadable(trace)) {
            throw new StackException(
                    "the trace " + trace + " is not there or can't be read; see --traffic");
        }
        UpOptions options =
                new UpOptions(
                        scenario,
                        racks == null ? OptionalInt.empty() : OptionalInt.of(racks),
                        empty,
                        stageFaults,
                        faults,
                        agents == null ? OptionalInt.empty() : OptionalInt.of(agents),
                        seed,
                        speed,
                        trace.toAbsolutePath(),
                        scale(),
                        port,
                        place.layout(),
                        place.checkout(),
                        detach,
                        recordCaches);
        return new Supervisor(
                        options, BuiltParts.locate(), new Progress(System.out, LaunchTime.nanos()))
                .run();
    }
}
