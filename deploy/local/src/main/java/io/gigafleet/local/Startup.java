package io.gigafleet.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Brings a stack up: PostgreSQL and Kafka together, the control plane as soon as the database
 * accepts, the agents as soon as Kafka does, then the scenario, then the first token.
 */
final class Startup {

    private static final Duration CONTROL_PLANE_LIMIT = Duration.ofSeconds(90);
    private static final Duration FIRST_TOKEN_LIMIT = Duration.ofMinutes(2);

    private final UpOptions options;
    private final BuiltParts parts;
    private final StackPorts ports;
    private final ProcessTable table;
    private final Progress progress;
    private final ExecutorService threads;

    Startup(
            UpOptions options,
            BuiltParts parts,
            StackPorts ports,
            ProcessTable table,
            Progress progress,
            ExecutorService threads) {
        this.options = options;
        this.parts = parts;
        this.ports = ports;
        this.table = table;
        this.progress = progress;
        this.threads = threads;
    }

    /** What came of it. */
    record Result(Scenario scenario, boolean tokensFlow) {}

    Result run() {
        String token = token();
        Future<Scenario> scenario = threads.submit(this::scenario);
        Future<StackProcess> database = threads.submit(this::postgres);
        Future<StackProcess> kafka = threads.submit(this::kafka);
        result(database);
        Scenario loaded = result(scenario);
        Future<Void> controlPlane = threads.submit(() -> controlPlane(loaded, token));
        result(kafka);
        List<Future<Void>> agents = startAgents(loaded);
        result(controlPlane);
        ControlPlaneApi api = new ControlPlaneApi(ports.http(), token);
        apply(api, loaded);
        for (Future<Void> agent : agents) {
            result(agent);
        }
        return new Result(loaded, awaitFirstToken(api));
    }

    private String token() {
        try {
            return Secrets.readOrCreate(options.layout().tokenFile());
        } catch (IOException e) {
            throw new StackException("cannot write " + options.layout().tokenFile(), e);
        }
    }

    private Scenario scenario() throws IOException {
        Scenario scenario =
                Scenarios.load(
                        options.scenario(),
                        options.racks(),
                        options.checkout().resolve("deploy/examples"));
        Files.writeString(options.layout().manifest(), scenario.yaml());
        return scenario;
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
                    broker.start(ports.kafka(), log, options.jvmFlags("broker"), table);
            progress.say("Kafka accepts connections on port " + ports.kafka());
            return process;
        }
    }

    private Void controlPlane(Scenario scenario, String token) {
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
                                    scenario.racks().size(),
                                    options.jvmFlags(ControlPlaneProgram.NAME)));
            ControlPlaneApi api = new ControlPlaneApi(ports.http(), token);
            process.awaitReady(api::ready, CONTROL_PLANE_LIMIT);
            progress.say("control plane ready on port " + ports.http());
            return null;
        }
    }

    private List<Future<Void>> startAgents(Scenario scenario) {
        AgentProgram program = agentProgram(scenario);
        List<Future<Void>> started = new ArrayList<>();
        for (AgentPlan.Host host :
                AgentPlan.spread(scenario.loops(), options.agents().orElse(scenario.agents()))) {
            started.add(
                    threads.submit(
                            () -> {
                                table.start(program.spec(host, options.jvmFlags("agent")));
                                return null;
                            }));
        }
        progress.say(
                "starting "
                        + started.size()
                        + " node agents for "
                        + scenario.racks().size()
                        + " racks");
        return started;
    }

    /** How agents of this stack are started, now or again. */
    AgentProgram agentProgram(Scenario scenario) {
        return new AgentProgram(
                parts,
                options.layout(),
                ports.kafkaBootstrap(),
                options.traffic(),
                options,
                System.currentTimeMillis(),
                scenario);
    }

    private void apply(ControlPlaneApi api, Scenario scenario) {
        try (Progress.Wait waiting = progress.waitFor("the scenario to be applied")) {
            api.apply(scenario.yaml());
            progress.say(
                    "applied "
                            + scenario.name()
                            + ": "
                            + scenario.racks().size()
                            + " racks on "
                            + scenario.loops().size()
                            + " coolant loops");
        }
    }

    private boolean awaitFirstToken(ControlPlaneApi api) {
        try (Progress.Wait waiting = progress.waitFor("the first token")) {
            return Waiting.until(
                    () -> {
                        requireAllAlive();
                        return api.site().filter(Startup::servesTokens).isPresent();
                    },
                    FIRST_TOKEN_LIMIT);
        }
    }

    private void requireAllAlive() {
        for (StackProcess process : table.all()) {
            if (!process.alive()) {
                throw process.died();
            }
        }
    }

    private static boolean servesTokens(JsonNode site) {
        return site.path("tokensPerSecond").asDouble() > 0;
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
