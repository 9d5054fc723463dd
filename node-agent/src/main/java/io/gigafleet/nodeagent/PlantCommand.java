package io.gigafleet.nodeagent;

import io.gigafleet.nodeagent.admin.PlantPort;
import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.SitePower;
import io.gigafleet.nodeagent.agent.StateDirectory;
import io.gigafleet.nodeagent.bus.BusSettings;
import io.gigafleet.nodeagent.bus.PlantBus;
import io.gigafleet.nodeagent.facility.PlantHost;
import io.gigafleet.nodeagent.facility.RackDraws;
import io.gigafleet.nodeagent.plant.PowerTree;
import io.gigafleet.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code node-agent plant}: the feeds and meters of a whole site, until it is told to stop. */
@Command(
        name = PlantCommand.NAME,
        description =
                "Simulates the power plant of a site: meters what its racks draw, opens breakers"
                        + " that are overloaded for too long, loses feeds on demand.",
        mixinStandardHelpOptions = true,
        version = NodeAgent.VERSION)
final class PlantCommand implements Callable<Integer> {

    static final String NAME = "plant";

    /** Seconds of meter readings kept while the brokers are away: older ones help nobody. */
    private static final int BUFFERED_SECONDS = 5;

    @Option(names = "--bootstrap-servers", required = true, description = "Kafka, HOST:PORT.")
    String bootstrapServers = "";

    @Option(names = "--manifest", required = true, description = "YAML with Site and Rack.")
    Path manifest = Path.of("");

    @Option(
            names = "--state-dir",
            required = true,
            description = "Remembers lost feeds and open breakers over a restart.")
    Path stateDirectory = Path.of("");

    @Option(names = "--admin-port", description = "Loopback port; 0 for a free one (default 0).")
    int adminPort;

    @Option(names = "--port-file", description = "Where to write the admin port.")
    Optional<Path> portFile = Optional.empty();

    @Option(names = "--log-format", description = "text or json (default text).")
    LogLines.Format logFormat = LogLines.Format.TEXT;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogLines.install(logFormat);
        SitePower power = SiteFile.readPower(manifest);
        StateDirectory state = new StateDirectory(stateDirectory);
        try (FileChannel _ = state.lock()) {
            run(power, state.nextBootId());
        }
        return CommandLine.ExitCode.OK;
    }

    private void run(SitePower power, long bootId) throws IOException, InterruptedException {
        Logger log = LoggerFactory.getLogger(PlantCommand.class);
        TopicCatalogue topics = TopicCatalogue.builtIn();
        PowerTree tree = new PowerTree(power.domains());
        RackDraws draws = new RackDraws();
        power.domainOfRack()
                .forEach(
                        (rack, domain) ->
                                tree.indexOf(domain).ifPresent(index -> draws.hang(rack, index)));
        OutboundBuffer outbound =
                new OutboundBuffer(
                        tree.feeders().size() * BUFFERED_SECONDS, topics.facility().partitions());
        AgentClock clock = AgentClock.system();
        PlantHost host = new PlantHost(tree, draws, clock, bootId, stateDirectory, outbound);
        PlantBus bus =
                new PlantBus(
                        new BusSettings(NAME, bootstrapServers),
                        topics,
                        draws,
                        tree,
                        clock,
                        outbound);
        PlantPort admin = new PlantPort(adminPort, host, bus.health());
        Thread plant = new Thread(host, NAME);
        admin.start();
        plant.start();
        bus.start();
        if (portFile.isPresent()) {
            Daemon.writePort(portFile.get(), admin.port());
        }
        log.info(
                "plant started domains={} racks={} adminPort={} startMillis={}",
                tree.feeders().size(),
                draws.racks(),
                admin.port(),
                Daemon.millisSinceProcessStart());
        Daemon daemon = new Daemon("node-agent plant");
        daemon.awaitStop();
        host.stop();
        plant.join();
        bus.stop();
        admin.stop();
        log.info("plant stopped");
        daemon.stopped();
    }
}
