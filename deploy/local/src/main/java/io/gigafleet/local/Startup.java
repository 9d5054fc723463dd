package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Brings a stack up: PostgreSQL and Kafka together, the control plane as soon as the database
 * accepts, the scenario and the agents as soon as the control plane is ready, then the first token,
 * and the plant's meters after it.
 */
final class Startup {

    private static final Duration CONTROL_PLANE_LIMIT = Duration.ofSeconds(90);

    private final UpOptions options;
    private final Scenario scenario;
    private final BuiltParts parts;
    private final StackPorts ports;
    private final ProcessTable table;
    private final Progress progress;
    private final ExecutorService threads;

    Startup(
            UpOptions options,
            Scenario scenario,
            BuiltParts parts,
            StackPorts ports,
            ProcessTable table,
            Progress progress,
            ExecutorService threads) {
        this.options = options;
        this.scenario = scenario;
        this.parts = parts;
        this.ports = ports;
        this.table = table;
        this.progress = progress;
        this.threads = threads;
    }

    /**
     * Starts everything.
     *
     * @return whether tokens flow; false if none came in time, or the scenario has no service
     * @throws StackException if something does not start; what did start is in the process table
     */
    boolean run() {
        List<AgentPlan.Host> hosts =
                AgentPlan.spread(scenario.loops(), options.agents().orElse(scenario.agents()));
        String token = token();
        Future<StackProcess> database = threads.submit(this::postgres);
        Future<StackProcess> kafka = threads.submit(this::kafka);
        result(database);
        Future<?> controlPlane = threads.submit(() -> controlPlane(token));
        result(kafka);
        result(controlPlane);
        ControlPlaneApi api = new ControlPlaneApi(ports.http(), token);
        Future<?> applied = threads.submit(() -> apply(api));
        // Not before the control plane is ready: it makes the topics that agents write to.
        startAgents(hosts);
        result(applied);
        boolean tokensFlow =
                scenario.services() > 0
                        && !scenario.isEmpty()
                        && new FirstToken(api, progress, scenario.racks(), this::requireAllAlive)
                                .await();
        startPlant();
        return tokensFlow;
    }

    private String token() {
        try {
            return Secrets.readOrCreate(options.layout().tokenFile());
        } catch (IOException e) {
            throw new StackException("cannot write " + options.layout().tokenFile(), e);
        }
    }

    private StackProcess postgres() {
        try (Progress.Wait waiting = progress.waitFor("PostgreSQL")) {
            PostgresServer server =
                    new PostgresServer(options.layout().postgres(), parts.postgresHome());
            Path log = options.layout().log(PostgresServer.NAME);
            server.initialise(log);
            StackProcess process = server.start(ports.postgres(), log, table);
            progress.say("PostgreSQL accepts connections on port " + ports.postgres());
            return process;
        }
    }

    private StackProcess kafka() {
        try (Progress.Wait waiting = progress.waitFor("Kafka")) {
            KafkaBroker broker = new KafkaBroker(options.layout().kafka(), parts);
            Path log = options.layout().log(KafkaBroker.NAME);
            broker.initialise(ports.kafka(), ports.kafkaController(), log);
            StackProcess process =
                    broker.start(
                            ports.kafka(),
                            log,
                            scenario.racks(),
                            options.jvmFlags("broker"),
                            table);
            progress.say("Kafka accepts connections on port " + ports.kafka());
            return process;
        }
    }

    private void controlPlane(String token) {
        try (Progress.Wait waiting = progress.waitFor("the control plane")) {
            PostgresServer server =
                    new PostgresServer(options.layout().postgres(), parts.postgresHome());
            StackProcess process =
                    table.start(
                            ControlPlaneProgram.spec(
                                    parts,
                                    options.layout().log(ControlPlaneProgram.NAME),
                                    ports,
                                    server.password(),
                                    Secrets.sha256Hex(token),
                                    scenario.racks(),
                                    options.speed(),
                                    options.jvmFlags(ControlPlaneProgram.NAME)));
            ControlPlaneApi api = new ControlPlaneApi(ports.http(), token);
            process.awaitReady(api::ready, CONTROL_PLANE_LIMIT);
            progress.say("control plane ready on port " + ports.http());
        }
    }

    private void startAgents(List<AgentPlan.Host> hosts) {
        AgentProgram program = agentProgram();
        for (AgentPlan.Host host : hosts) {
            table.start(program.spec(host, options.jvmFlags("agent")));
        }
        progress.say("started " + hosts.size() + " node agents for " + scenario.racks() + " racks");
    }

    /** Last, since no token waits for the meters and their start would slow the others down. */
    private void startPlant() {
        table.start(
                new PlantProgram(parts, options.layout(), ports.kafkaBootstrap(), scenario.racks())
                        .spec());
        progress.say("started the plant: feeds and meters of the site");
    }

    private AgentProgram agentProgram() {
        return new AgentProgram(
                parts,
                options.layout(),
                ports.kafkaBootstrap(),
                options.traffic(),
                options,
                System.currentTimeMillis(),
                scenario);
    }

    private void apply(ControlPlaneApi api) {
        try (Progress.Wait waiting = progress.waitFor("the scenario to be applied")) {
            api.apply(scenario.yaml());
            progress.say(
                    "applied "
                            + scenario.name()
                            + ": "
                            + (scenario.isEmpty() ? "free positions for " : "")
                            + scenario.racks()
                            + " racks on "
                            + scenario.loops().size()
                            + " coolant loops");
        }
    }

    private void requireAllAlive() {
        for (StackProcess process : table.all()) {
            if (!process.alive()) {
                throw process.died();
            }
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted during start", e);
        }
    }
}
