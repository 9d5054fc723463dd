package io.gigafleet.nodeagent;

import io.gigafleet.nodeagent.admin.AdminPort;
import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.AgentSettings;
import io.gigafleet.nodeagent.agent.HostedSite;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.StateDirectory;
import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.arrivals.Source;
import io.gigafleet.nodeagent.arrivals.SourceSpec;
import io.gigafleet.nodeagent.bus.BusSettings;
import io.gigafleet.nodeagent.bus.KafkaBus;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent's command line: runs until it is told to stop. */
@Command(
        name = "node-agent",
        description = "Hosts the racks of one or more whole coolant loops.",
        mixinStandardHelpOptions = true,
        version = NodeAgent.VERSION,
        footer = {
            "To write a synthetic trace: node-agent sample-trace --out FILE",
            "To simulate the site's feeds and meters: node-agent plant --help"
        })
public final class NodeAgent implements Callable<Integer> {

    static final String VERSION = "0.1.0";

    private static final String AUTO = "auto";

    @Option(names = "--agent-id", required = true, description = "Name of this host.")
    String agentId = "";

    @Option(
            names = "--fleet-id",
            description = "The fleet to obey; 'auto' for that of the first assignment (default).")
    String fleetId = AUTO;

    @Option(names = "--bootstrap-servers", required = true, description = "Kafka, HOST:PORT.")
    String bootstrapServers = "";

    @Option(names = "--manifest", required = true, description = "YAML with Site, Sku, Rack.")
    Path manifest = Path.of("");

    @Option(
            names = "--loops",
            split = ",",
            description = "Coolant loops to host, by name; all of the site if not given.")
    List<String> loops = new ArrayList<>();

    @Option(names = "--state-dir", required = true, description = "What survives a restart.")
    Path stateDirectory = Path.of("");

    @Option(names = "--seed", description = "Makes racks and arrivals (default 1).")
    long seed = 1;

    @Option(
            names = "--speed",
            description = "Replays arrivals, and goes through stages, so much faster (default 1).")
    double speed = 1;

    @Option(
            names = "--source",
            description = "An arrival source: NAME=rate:REQUESTS_PER_SECOND or NAME=trace:FILE.")
    List<String> sources = new ArrayList<>();

    @Option(names = "--traffic-scale", description = "Multiplies every source's rate (default 1).")
    double trafficScale = 1;

    @Option(
            names = "--origin-epoch-ms",
            description =
                    "When the sources' streams began; the same at all agents (default 0, the Unix"
                            + " epoch).")
    long originEpochMillis;

    @Option(
            names = "--stage-faults",
            paramLabel = "SPEC",
            converter = FaultPlanConverter.class,
            description = {
                "What is wrong with racks that come in by stages: a comma-separated list of"
                        + " random=SHARE and FAULT=WHERE.",
                "random=0.03: each rack has, by seed and with that probability, one of"
                        + " missing-tray, wrong-firmware, leak, low-flow, accelerator,"
                        + " switch-tray.",
                "FAULT: one of those; wrong-rack (another serial); burn-in-firmware (it does not"
                        + " bear the load); flow-sensor (stuck, and the true flow is 60%%).",
                "WHERE: a rack's name, batch:NAME, version:NAME (of firmware) or *.",
                "A repair mends a rack, but no version of firmware."
            })
    FaultPlan stageFaults = FaultPlan.NONE;

    @Option(
            names = "--faults",
            paramLabel = "meta[=MULTIPLE]",
            description = {
                "Lets parts of racks at work fail at published rates (Meta, Llama 3: a rack of 72"
                        + " accelerators about every 29 days), or at a multiple of them.",
                "Faults on demand: GET /faults on the admin port lists them."
            })
    Optional<String> faults = Optional.empty();

    @Option(names = "--admin-port", description = "Loopback port; 0 for a free one (default 0).")
    int adminPort;

    @Option(names = "--port-file", description = "Where to write the admin port.")
    Optional<Path> portFile = Optional.empty();

    @Option(names = "--log-format", description = "text or json (default text).")
    LogLines.Format logFormat = LogLines.Format.TEXT;

    public static void main(String[] arguments) {
        // Before the first logger is made.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        System.exit(commandLine(arguments).execute(options(arguments)));
    }

    /** The command the arguments ask for. */
    static CommandLine commandLine(String... arguments) {
        return new CommandLine(program(arguments))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(NodeAgent::explain);
    }

    /** The arguments without the name of the command. */
    static String[] options(String... arguments) {
        return program(arguments) instanceof NodeAgent
                ? arguments
                : Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    // Words of their own and no subcommands: the agent's required options are not their options.
    private static Callable<Integer> program(String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case SampleTraceCommand.NAME -> new SampleTraceCommand();
            case PlantCommand.NAME -> new PlantCommand();
            default -> new NodeAgent();
        };
    }

    private static int explain(
            Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        switch (failure) {
            // Its message is only the file's name.
            case FileSystemException e ->
                    commandLine
                            .getErr()
                            .println(
                                    "node-agent: "
                                            + e.getClass().getSimpleName()
                                            + ": "
                                            + e.getMessage());
            case IllegalArgumentException e ->
                    commandLine.getErr().println("node-agent: " + e.getMessage());
            case IOException e -> commandLine.getErr().println("node-agent: " + e.getMessage());
            default -> failure.printStackTrace(commandLine.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogLines.install(logFormat);
        HostedSite hosted = SiteFile.read(manifest, loops);
        StateDirectory state = new StateDirectory(stateDirectory);
        try (FileChannel _ = state.lock()) {
            run(hosted, state);
        }
        return CommandLine.ExitCode.OK;
    }

    private void run(HostedSite hosted, StateDirectory state)
            throws IOException, InterruptedException {
        Logger log = LoggerFactory.getLogger(NodeAgent.class);
        TopicCatalogue topics = TopicCatalogue.builtIn();
        AgentClock clock = AgentClock.system();
        AgentHost host =
                new AgentHost(
                        settings(),
                        clock,
                        hosted,
                        streams(),
                        state,
                        OutboundBuffer.forRacks(hosted.racks(), topics.facility().partitions()));
        KafkaBus bus =
                new KafkaBus(new BusSettings(agentId, bootstrapServers), topics, host, clock);
        AdminPort admin = new AdminPort(adminPort, host, bus.health());
        admin.start();
        host.start();
        bus.start();
        if (portFile.isPresent()) {
            Daemon.writePort(portFile.get(), admin.port());
        }
        log.info(
                "agent started agent={} racks={} adminPort={} startMillis={}",
                agentId,
                hosted.racks(),
                admin.port(),
                Daemon.millisSinceProcessStart());
        Daemon daemon = new Daemon("node-agent");
        daemon.awaitStop();
        host.stop();
        bus.stop();
        admin.stop();
        log.info("agent stopped agent={}", agentId);
        daemon.stopped();
    }

    private AgentSettings settings() {
        return new AgentSettings(
                agentId,
                VERSION,
                Optional.of(fleetId).filter(id -> !id.equals(AUTO)),
                seed,
                speed,
                originEpochMillis,
                stageFaults,
                failureMultiple());
    }

    private double failureMultiple() {
        if (faults.isEmpty()) {
            return 0;
        }
        String[] sides = faults.get().split("=", 2);
        try {
            double multiple = sides.length == 2 ? Double.parseDouble(sides[1]) : 1;
            if (sides[0].equals("meta") && multiple > 0) {
                return multiple;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(unknownFaults(), e);
        }
        throw new IllegalArgumentException(unknownFaults());
    }

    private String unknownFaults() {
        return "--faults "
                + faults.orElse("")
                + " makes no sense. Write meta, or meta=MULTIPLE with a multiple above 0";
    }

    private Map<String, ArrivalStream> streams() throws IOException {
        Map<String, ArrivalStream> streams = new TreeMap<>();
        for (String text : sources) {
            SourceSpec source = SourceSpec.parse(text);
            if (streams.put(source.name(), stream(source)) != null) {
                throw new IllegalArgumentException(
                        "source " + source.name() + " is given twice. Name each once");
            }
        }
        return streams;
    }

    private ArrivalStream stream(SourceSpec source) throws IOException {
        // A compressed stream brings as many requests a second as one that is not: racks are not
        // faster.
        double perSecond = trafficScale / speed;
        return switch (source.kind()) {
            case SourceSpec.Kind.Rate rate ->
                    Source.rate(source.name(), rate.requestsPerSecond(), perSecond, seed);
            case SourceSpec.Kind.TraceFile trace -> {
                try (Stream<String> lines = Files.lines(Path.of(trace.file()))) {
                    yield Source.trace(
                            source.name(),
                            Source.readTrace(trace.file(), lines.iterator()),
                            perSecond,
                            seed);
                }
            }
        };
    }
}
